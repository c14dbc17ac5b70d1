import { beforeEach } from "vitest";
import { tell } from "./support.ts";

beforeEach(({ task, onTestFailed }) => onTestFailed(() => tell(task.name)));
