"""What was written to the table since the last snapshot, so that an engine that is killed forgets no item.

MiniStack keeps the table in memory. Every write that succeeded is appended to a file before its answer leaves (a
killed process loses nothing the kernel was given), and done once more at the next start, in the same order. Doing it
again also makes the stream records again, which MiniStack does not save, so readers miss nothing; they take repeats.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

WRITES = frozenset(("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"))


class Journal:
    """Numbered files in a folder: one is written, the older ones are covered by a snapshot that is under way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._first = max(self._numbers(), default=0) + 1
        self._open(self._first)
        self.entries = 0

    def _open(self, number: int) -> None:
        self._number = number
        self._file = self._path(number).open("ab", buffering=0)

    def _path(self, number: int) -> Path:
        return self._folder / f"table-{number:08}.journal"

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem.removeprefix("table-")) for path in self._folder.glob("table-*.journal"))

    @contextlib.contextmanager
    def writing(self) -> Iterator[Callable[[dict[str, Any]], None]]:
        """Around one write and its entry: no snapshot is begun between the two."""
        with self._lock:
            yield self._append

    def _append(self, entry: dict[str, Any]) -> None:
        self._file.write(json.dumps(entry, separators=(",", ":")).encode() + b"\n")
        self.entries += 1

    @contextlib.contextmanager
    def turned(self) -> Iterator[int]:
        """Around the start of a snapshot, which has all up to the number given; later writes go to a new file."""
        with self._lock:
            covered = self._number
            self._file.close()
            self._open(covered + 1)
            yield covered

    def forget(self, covered: int) -> None:
        """What a snapshot has needs no journal."""
        for number in self._numbers():
            if number <= covered:
                self._path(number).unlink(missing_ok=True)

    def forget_all(self) -> None:
        """After a graceful stop, which saved everything."""
        self.forget(self._number)

    def read(self) -> Iterator[dict[str, Any]]:
        """Every entry written before this engine started, oldest first; the line that a kill cut short is left out."""
        for number in self._numbers():
            if number >= self._first:
                return
            for line in self._path(number).read_bytes().splitlines():
                with contextlib.suppress(ValueError):
                    yield json.loads(line)


def keep(journal: Journal) -> Callable[[], int]:
    """Have MiniStack's table write to the journal; what comes back does what the last snapshot has not got."""
    from ministack.core.responses import get_account_id, get_region
    from ministack.services import dynamodb

    original = dynamodb.handle_request

    async def handle_request(method: str, path: str, headers: Any, body: bytes, query_params: Any) -> Any:
        action = headers.get("x-amz-target", "").rpartition(".")[2]
        if action not in WRITES:
            return await original(method, path, headers, body, query_params)
        with journal.writing() as append:
            # The original never waits for anything, so holding a thread's lock over it is no trap.
            answer = await original(method, path, headers, body, query_params)
            if answer[0] == 200:
                append({"do": action, "of": [get_account_id(), get_region()], "body": json.loads(body)})
        return answer

    dynamodb.handle_request = handle_request
    return lambda: _replay(journal, original)


def _replay(journal: Journal, handle_request: Any) -> int:
    """How many writes were done again. They are not written down anew: their file stays until a snapshot has them."""
    from ministack.core.responses import request_scope

    done = 0
    for entry in journal.read():
        call = handle_request(
            "POST", "/", {"x-amz-target": f"DynamoDB_20120810.{entry['do']}"}, json.dumps(entry["body"]).encode(), {}
        )
        with request_scope(*entry["of"]):
            try:
                call.send(None)
            except StopIteration as finished:
                done += finished.value[0] == 200
    return done
