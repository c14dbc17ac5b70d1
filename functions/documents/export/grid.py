"""Where the cells of a table stand, as HTML's table model places them
(https://html.spec.whatwg.org/multipage/tables.html#algorithm-for-processing-rows), every span cut to what is there."""

from dataclasses import dataclass

from functions.documents.content.nodes import WIDEST, Node, attr, children, whole


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place: column and row from zero, and how many of each it covers."""

    node: Node
    x: int
    y: int
    columns: int
    rows: int

    @property
    def head(self) -> bool:
        """Whether it names what stands beside or below it."""
        return bool(self.node["type"] == "tableHeader")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its cells. `heads` are the rows at its top in which every cell is a head."""

    cells: list[Cell]
    columns: int
    rows: int
    heads: int


def grid_of(table: Node) -> Grid:
    """The cells of a table node; none overlaps another, none leaves the table."""
    rows = children(table)
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for y, row in enumerate(rows):
        x = 0
        for node in children(row):
            while (x, y) in taken:
                x += 1
            columns = _free(taken, x, y, whole(attr(node, "colspan"), 1, WIDEST))
            high = min(whole(attr(node, "rowspan"), 1, WIDEST), len(rows) - y)
            taken.update((column, line) for column in range(x, x + columns) for line in range(y, y + high))
            cells.append(Cell(node, x, y, columns, high))
            x += columns
    width = max((cell.x + cell.columns for cell in cells), default=0)
    return Grid(cells, width, len(rows), _heads(cells, len(rows)))


def _free(taken: set[tuple[int, int]], x: int, y: int, wanted: int) -> int:
    """How many columns from `x` on nobody covers from above."""
    for columns in range(1, wanted):
        if (x + columns, y) in taken:
            return columns
    return wanted


def _heads(cells: list[Cell], rows: int) -> int:
    plain = min((cell.y for cell in cells if not cell.head), default=rows)
    reaching = min((cell.y for cell in cells if cell.y < plain < cell.y + cell.rows), default=plain)
    return min(plain, reaching)
