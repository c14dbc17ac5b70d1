"""The part of the live protocol that is HTTP (L11, L13, L14)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from .frames import encode

if TYPE_CHECKING:
    from .rest import HearthClient

# Base64 above this goes through a signed upload: API Gateway and Lambda take 6 MB, and base64 adds a third.
INLINE = 3_000_000


class DocumentHttp(Protocol):
    """Raises Problem for an answer that says no, Unreachable when there was none."""

    async def state(self) -> dict[str, Any]: ...
    async def updates(self, after: int) -> dict[str, Any]: ...
    async def push(self, batch_id: str, epoch: int, after: int, update: bytes) -> dict[str, Any]: ...
    async def download(self, url: str) -> bytes: ...


class RestDocumentHttp:
    """Over a signed-in HearthClient; its calls block, so each runs in a thread."""

    def __init__(self, client: HearthClient, org_id: str, document_id: str) -> None:
        self._client = client
        self._root = f"/v1/orgs/{org_id}/documents/{document_id}"

    async def state(self) -> dict[str, Any]:
        """Snapshot and tail."""
        return await asyncio.to_thread(self._client.get, f"{self._root}/state")

    async def updates(self, after: int) -> dict[str, Any]:
        """One page of the log."""
        return await asyncio.to_thread(self._client.get, f"{self._root}/updates", after=after)

    async def push(self, batch_id: str, epoch: int, after: int, update: bytes) -> dict[str, Any]:
        """An update that is too large for a frame, or has no socket to go by."""
        return await asyncio.to_thread(self._push, batch_id, epoch, after, update)

    async def download(self, url: str) -> bytes:
        """What a signed link leads to; our token is not shown to it."""
        return await asyncio.to_thread(self._client.download, url)

    def _push(self, batch_id: str, epoch: int, after: int, update: bytes) -> dict[str, Any]:
        body: dict[str, Any] = {"id": batch_id, "epoch": epoch, "after": after}
        text = encode(update)
        if len(text) <= INLINE:
            body["update"] = text
        else:
            signed = self._client.post(f"{self._root}/updates/uploads", {"bytes": len(update)})
            self._client.upload(signed, update)
            body["upload"] = signed["upload"]
        return self._client.post(f"{self._root}/updates", body)
