/** Where the focus of a grid goes with a key: the WAI-ARIA pattern, with a row of headers above the first line. */
export interface Cell {
  /** -1 is the row of headers. */
  row: number;
  col: number;
}

export interface Extent {
  rows: number;
  cols: number;
  /** As many as can be seen. */
  page: number;
  rtl?: boolean;
}

interface Pressed {
  key: string;
  ctrlKey?: boolean;
  metaKey?: boolean;
}

export function step({ row, col }: Cell, event: Pressed, { rows, cols, page, rtl }: Extent): Cell | null {
  const far = event.ctrlKey || event.metaKey;
  const side = rtl ? -1 : 1;
  const to = (r: number, c: number): Cell => ({ row: Math.min(rows - 1, Math.max(-1, r)), col: Math.min(cols - 1, Math.max(0, c)) });
  switch (event.key) {
    case "ArrowDown":
      return far ? to(rows - 1, col) : to(row + 1, col);
    case "ArrowUp":
      return far ? to(0, col) : to(row - 1, col);
    case "ArrowRight":
      return far ? to(row, rtl ? 0 : cols - 1) : to(row, col + side);
    case "ArrowLeft":
      return far ? to(row, rtl ? cols - 1 : 0) : to(row, col - side);
    case "Home":
      return far ? to(0, 0) : to(row, 0);
    case "End":
      return far ? to(rows - 1, cols - 1) : to(row, cols - 1);
    case "PageDown":
      return to(row + page, col);
    case "PageUp":
      return to(Math.max(0, row - page), col);
    default:
      return null;
  }
}

/** A key that writes something: typing begins to write in the cell. */
export const writes = (event: Pressed & { altKey?: boolean }): boolean =>
  [...event.key].length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
