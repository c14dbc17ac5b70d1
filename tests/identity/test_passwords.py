"""Which passwords are refused, and what a range service is asked: five digits of a hash, and nothing else."""

import hashlib
from io import BytesIO
from typing import Any

import pytest

from functions.identity import password_rules

LEAKED = "unlucky but long enough"
HASHED = hashlib.sha1(LEAKED.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.mark.parametrize(
    "password",
    [
        "Password2024!",
        "P@ssw0rd123",
        "123welcome123",
        "Summer2026!!",
        "iloveyou1234",
        "dragondragon",
        "qwerty123456",
        "1q2w3e4r5t6y",
    ],
)
def test_common_ideas_are_found_under_their_decoration(password: str) -> None:
    assert password_rules.weakness(password)


@pytest.mark.parametrize(
    "password",
    [
        "a quiet meadow at noon",
        "seven paper lanterns",
        "Tr0ub4dor&3xyz",
        "漢字漢語で長い合言葉です",
        "zebra-piano-teapot",
        "gJ4kq9-Lmw2x",
    ],
)
def test_long_and_uncommon_is_enough(password: str) -> None:
    assert password_rules.weakness(password, "ada@example.com", "Ada Lovelace") is None


@pytest.mark.parametrize("password", ["ada.lovelace", "Ada Lovelace1", "lovelace2026", "exampleexample"])
def test_ones_own_name_is_no_password(password: str) -> None:
    assert password_rules.weakness(password, "ada.lovelace@example.com", "Ada Lovelace")


@pytest.mark.parametrize(
    ("answer", "weak"), [(f"{HASHED[5:]}:12", True), (f"{HASHED[5:]}:0", False), ("0" * 35 + ":9", False)]
)
def test_a_range_service_is_asked_without_being_told(monkeypatch: pytest.MonkeyPatch, answer: str, weak: bool) -> None:
    asked: list[str] = []

    def opened(request: Any, timeout: int) -> BytesIO:
        asked.append(request.full_url)
        return BytesIO(f"{'F' * 35}:3\r\n{answer}\r\n".encode())

    monkeypatch.setenv("HEARTH_BREACH_URL", "https://range.test/range")
    monkeypatch.setattr("urllib.request.urlopen", opened)
    assert (password_rules.weakness(LEAKED) is not None) is weak
    assert asked == [f"https://range.test/range/{HASHED[:5]}"]


def test_a_range_service_that_is_down_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: Any, **__: Any) -> Any:
        raise TimeoutError

    monkeypatch.setenv("HEARTH_BREACH_URL", "https://range.test/range")
    monkeypatch.setattr("urllib.request.urlopen", down)
    assert password_rules.weakness(LEAKED) is None


def test_nobody_is_asked_unless_an_operator_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr("urllib.request.urlopen", never)
    for url in ("", "http://plain.test", "file:///etc/passwd"):
        monkeypatch.setenv("HEARTH_BREACH_URL", url)
        assert password_rules.weakness(LEAKED) is None
