import { Drawing } from "./drawing.ts";
import { openFrame } from "./frame.ts";

/** One for the page: its frame stays for the next diagram. */
export const board = new Drawing(openFrame);
