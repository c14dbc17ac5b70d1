"""What can go wrong between a client and Hearth. Switch on `code`, never on the sentence."""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """The API answered with an RFC 9457 problem."""

    def __init__(self, status: int, code: str, detail: str = "", body: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}: {detail}" if detail else f"{status} {code}")
        self.status = status
        self.code = code
        self.detail = detail
        self.body = body or {}

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait before asking again, when the server said so."""
        value = self.body.get("retry_after")
        return float(value) if value is not None else None


class Unreachable(Exception):
    """No answer came: the request may or may not have been carried out."""


class TicketRefused(Exception):
    """The session is over; somebody has to sign in again (L4)."""


class LinkLost(Exception):
    """The socket ended, or stayed silent for too long."""


class Refused(Exception):
    """The server's `refused` frame, as the error of the frame it answers."""

    def __init__(self, frame: dict[str, Any]) -> None:
        super().__init__(f"{frame.get('code')}: {frame.get('detail', '')}")
        self.frame = frame
        self.code = str(frame.get("code", ""))
