import { afterEach, beforeEach } from "vitest";
import { leave, runs, tell } from "./support.ts";

beforeEach(({ task }) => runs(task.id));
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await tell(task.name, task.result.errors);
  runs(null);
  await leave(task.id);
});
