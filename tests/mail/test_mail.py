"""Mail: every template in every language, nothing that a stranger typed does harm, once, and no secret in a log."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from botocore.exceptions import ClientError

from functions.mail import queue, service, texts
from functions.mail.errors import BrokenTemplate, NotAMail, UnknownTemplate
from functions.mail.rendering import fill
from functions.mail.service import Letter, Order
from hearth import aws, config, mail
from tests.support import local_table
from tests.support.deliveries import CONTEXT, Context, failed, message, messages
from tests.support.s3 import forbid_what_is_absent

LINK = "https://hearth.test/verify?token=s3cr3t-t0ken"
WEB = "https://hearth.test"
NAMES = [name for name in get_args(mail.Template) if name != service.NOTHING]
LOCALES = ["en", "de"]
DATA = {
    "name": "Zoë", "link": LINK, "minutes": 30, "hours": 24, "at": "2026-11-21T09:05:00.123Z", "email": "b@example.org",
    "old_email": "a@example.org", "agent": "Firefox on Linux", "address": "192.0.2.70", "country": "DE",
    "org": "Lovelace & Co", "inviter": "Ada", "role": "admin",
    "expires_at": "2026-12-01T00:00:00.000Z", "delete_at": "2026-12-24T00:00:00.000Z",
}  # fmt: skip


class Files(dict[str, str]):
    """Overrides in memory."""

    def find(self, name: str) -> str | None:
        return self.get(name)


class FakePost:
    """SES: takes mails, or refuses as often as told."""

    def __init__(self, refusals: int = 0) -> None:
        self.sent: list[dict[str, Any]] = []
        self.refusals = refusals

    def send_email(self, **arguments: Any) -> dict[str, str]:
        if self.refusals:
            self.refusals -= 1
            raise ConnectionError("SES is busy")
        self.sent.append(arguments)
        return {"MessageId": "1"}

    def subjects(self) -> list[str]:
        return [mail["Content"]["Simple"]["Subject"]["Data"] for mail in self.sent]


class Wellformed(HTMLParser):
    """Fails on a tag that is not closed, and collects links."""

    VOID = {"meta", "br", "img"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def compose(template: str = "verify_email", locale: str = "en", files: Files | None = None, **data: Any) -> Letter:
    return service.compose(Order(template, "ada@example.org", locale, {**DATA, **data}), files or Files(), WEB)


def links(letter: Letter) -> list[str]:
    page = Wellformed()
    page.feed(letter.html)
    page.close()
    assert page.open == []
    return page.links


# --- templates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_every_mail_reads_in_every_language(name: str, locale: str) -> None:
    letter = compose(name, locale)
    assert letter.subject
    assert "\n" not in letter.subject
    for part in (letter.subject, letter.text, letter.html):
        assert "{{" not in part
        assert "2026-" not in part, "a time for machines"
    uses_link = "{{link}}" in (texts.FILES / locale / f"{name}.txt").read_text()
    assert (LINK in links(letter)) == uses_link
    assert (LINK in letter.text) == uses_link


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_a_mail_says_the_same_as_text_and_as_html(name: str, locale: str) -> None:
    def values(part: str) -> set[str]:
        return set(re.findall(r"\{\{[#&]?([a-z_]+)\}\}", (texts.FILES / locale / f"{name}.{part}").read_text()))

    assert values("txt") == values("html")
    assert values("txt") | values("subject.txt") <= {*DATA, "web_url"}


def test_languages_have_the_same_templates_and_no_others() -> None:
    found = {locale: sorted(path.name for path in (texts.FILES / locale).iterdir()) for locale in LOCALES}
    assert found["en"] == found["de"]
    assert len(found["en"]) == 3 * len(NAMES) + 1


@pytest.mark.parametrize(
    ("locale", "language"), [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("fr", "en"), ("", "en")]
)
def test_the_nearest_language_is_taken(locale: str, language: str) -> None:
    assert compose(locale=locale).subject == compose(locale=language).subject


def test_times_and_roles_are_words() -> None:
    assert "21 November 2026, 09:05 UTC" in compose("password_changed").text
    assert "21. November 2026, 09:05 Uhr" in compose("password_changed", "de").text
    assert "as administrator" in compose("invitation").text
    assert "21" in compose("password_changed", at="21").text  # what is no time stays as it is


def test_a_section_stands_only_if_there_is_something_to_say() -> None:
    assert "Address: 192.0.2.70 (DE)" in compose("new_sign_in").text
    assert "Address: 192.0.2.70\n" in compose("new_sign_in", country="").text
    assert "Address: 192.0.2.70\n" in compose("new_sign_in", country=None).text


@pytest.mark.parametrize("template", ["{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}"])
def test_sections_that_do_not_match_are_an_error(template: str) -> None:
    with pytest.raises(BrokenTemplate):
        fill(template, {"a": "1", "b": "1"}, markup=False)


def test_values_are_not_templates() -> None:
    assert fill("{{a}} {{b}}", {"a": "{{b}}", "b": "x"}, markup=False) == "{{b}} x"


# --- what strangers type ------------------------------------------------------------------------------------------


def test_html_is_escaped() -> None:
    letter = compose(name='<img src=x onerror="alert(1)">&')
    assert "<img" not in letter.html
    assert "&lt;img" in letter.html
    assert compose("invitation", org='"><script>').subject.endswith('"><script>')  # a subject is text


@pytest.mark.parametrize("name", ["Win at https://evil.example/x", "www.evil.example", "evil.example/now"])
def test_a_name_is_no_link(name: str) -> None:
    letter = compose("invitation", inviter=name)
    for part in (letter.subject, letter.text, letter.html):
        assert "evil.example" not in part
        assert "https://evil" not in part
    assert "J.R.R. Tolkien" in compose(name="J.R.R. Tolkien").text


def test_a_name_is_one_short_line() -> None:
    letter = compose("invitation", inviter="Ada\r\nBcc: everybody@example.org\n" + "x" * 5000)
    assert "\r" not in letter.subject + letter.text
    assert len(letter.subject) < 300


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", '" onclick="x'])
def test_a_link_leads_to_the_web_or_nowhere(link: str) -> None:
    assert all(one in {"", WEB} for one in links(compose(link=link)))


# --- overrides ----------------------------------------------------------------------------------------------------


def test_an_operators_words_stand_in_for_ours() -> None:
    files = Files({"en/verify_email.subject.txt": "Welcome to ACME, {{name}}\n"})
    letter = compose(files=files)
    assert letter.subject == "Welcome to ACME, Zoë"
    assert letter.text == compose().text
    assert compose(locale="de", files=files).subject == compose(locale="de").subject


def test_an_operator_may_add_a_language() -> None:
    files = Files({f"fr/verify_email.{part}": f"Bonjour {{{{name}}}} {{{{link}}}} {part}" for part in texts.PARTS})
    assert compose(locale="fr", files=files).text == f"Bonjour Zoë {LINK} txt"
    half = Files({"fr/verify_email.txt": "Bonjour"})
    assert compose(locale="fr", files=half).text == compose().text


def test_an_override_that_does_not_read_is_passed_over(table: str) -> None:
    assert compose(files=Files({"en/verify_email.txt": "{{#name}}"})).text == compose().text


def test_overrides_live_in_the_bucket_and_are_remembered(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid_what_is_absent(monkeypatch)
    monkeypatch.setattr("time.monotonic", lambda: 0.0)  # the process was frozen in between
    s3, bucket = aws.client("s3"), "hearth-unit-files"
    files = texts.BucketOverrides(s3, bucket)
    now = 1000.0
    monkeypatch.setattr("functions.mail.texts.time.time", lambda: now)
    assert files.find("de/invitation.txt") is None
    s3.put_object(Bucket=bucket, Key="mail-templates/de/invitation.txt", Body="Hallö".encode())
    assert files.find("de/invitation.txt") is None
    now += texts.FRESH_SECONDS + 1
    assert files.find("de/invitation.txt") == "Hallö"


def test_a_bucket_that_does_not_answer_holds_the_mail_back() -> None:
    class Down:
        def get_object(self, **_: Any) -> None:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        texts.BucketOverrides(Down(), "bucket").find("en/invitation.txt")


# --- the function ---------------------------------------------------------------------------------------------------


@pytest.fixture
def post(table: str, monkeypatch: pytest.MonkeyPatch) -> FakePost:
    post = FakePost()
    monkeypatch.setattr(aws, "client", lambda name, _real=aws.client: post if name == "sesv2" else _real(name))
    monkeypatch.setenv("HEARTH_MAIL_FROM", "hearth@example.com")
    queue.overrides.cache_clear()
    return post


def order(**more: Any) -> dict[str, Any]:
    return {"template": "verify_email", "to": "ada@example.org", "locale": "en", "data": DATA, **more}


def deliver(*bodies: Any) -> list[str]:
    batch = [message(body, f"m{number}") for number, body in enumerate(bodies)]
    return failed(queue.handler(messages(*batch), CONTEXT))


def test_what_others_send_is_what_arrives(post: FakePost) -> None:
    mail.send("verify_email", "ada@example.org", "de", {"name": "Ada", "link": LINK})
    queue.handler({"messages": local_table.take_orders()}, CONTEXT)
    (arrived,) = post.sent
    assert arrived["Destination"] == {"ToAddresses": ["ada@example.org"]}
    assert LINK in arrived["Content"]["Simple"]["Body"]["Text"]["Data"]
    assert post.subjects() == ["Bestätigen Sie Ihre Adresse für Hearth"]


def test_a_message_that_comes_twice_is_mailed_once(post: FakePost) -> None:
    for _ in range(3):
        assert deliver(order()) == []
    assert len(post.sent) == 1


def test_a_mail_that_could_not_go_comes_again_alone(post: FakePost) -> None:
    post.refusals = 1
    assert deliver(order(), order(to="bob@example.org")) == ["m0"]
    assert deliver(order()) == []
    assert [mail["Destination"]["ToAddresses"][0] for mail in post.sent] == ["bob@example.org", "ada@example.org"]


def test_a_call_that_lambda_makes_again_sends_what_is_left_and_nothing_twice(post: FakePost) -> None:
    mail.send_many("verify_email", "en", [(f"{name}@example.org", DATA) for name in ("ada", "bob", "cy")])
    call = {"messages": local_table.take_orders()}
    post.refusals = 1
    with pytest.raises(ConnectionError):
        queue.handler(call, CONTEXT)
    queue.handler(call, Context(aws_request_id="the same call, from the dead letters"))
    assert sorted(mail["Destination"]["ToAddresses"][0][:3] for mail in post.sent) == ["ada", "bob", "cy@"]


class Slow(FakePost):
    """SES at its rate: it takes a mail when it has refused the last `refusals`."""

    def send_email(self, **arguments: Any) -> dict[str, str]:
        if self.refusals:
            self.refusals -= 1
            raise ClientError({"Error": {"Code": "TooManyRequestsException"}}, "SendEmail")
        return super().send_email(**arguments)


def test_a_mail_waits_while_ses_is_sent_to_too_fast(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    slow = Slow(refusals=9)
    service.send_patiently(compose(), slow, "hearth@example.com")
    assert len(slow.sent) == 1
    assert len(waits) == 9
    assert all(service.PAUSE[0] <= wait <= service.PAUSE[1] for wait in waits)


def test_a_mail_that_has_waited_long_enough_comes_again(post: FakePost, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(refusals=99)
    monkeypatch.setattr(post, "send_email", slow.send_email)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(ClientError):
        queue.handler({"messages": [{"id": "m", **order()}]}, Context(seconds=service.RESERVE - 1))
    slow.refusals = 0
    queue.handler({"messages": [{"id": "m", **order()}]}, CONTEXT)
    assert len(slow.sent) == 1


def test_what_ses_refuses_for_good_is_not_waited_for(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unverified(FakePost):
        def send_email(self, **arguments: Any) -> dict[str, str]:
            raise ClientError({"Error": {"Code": "MessageRejected"}}, "SendEmail")

    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("waited"))
    with pytest.raises(ClientError):
        service.send_patiently(compose(), Unverified(), "hearth@example.com")


def test_nothing_is_nothing(post: FakePost) -> None:
    assert deliver(order(template="nothing", data={})) == []
    assert post.sent == []


POISON = ["", "[]", {}, order(to="nobody"), order(data=[]), order(template="../../etc/passwd"), order(template="gone")]


@pytest.mark.parametrize("body", POISON, ids=str)
def test_poison_goes_to_the_dead_letters_and_holds_up_nobody(body: Any, post: FakePost) -> None:
    assert deliver(body, order()) == ["m0"]
    assert len(post.sent) == 1


def test_no_secret_and_no_address_reaches_a_log(post: FakePost, capsys: pytest.CaptureFixture[str]) -> None:
    post.refusals = 1
    deliver(order(), order(to="not an address"), order(template="gone"), order())
    out = "".join(capsys.readouterr())
    assert "t0ken" not in out
    assert "ada@example.org" not in out
    assert '"template":"verify_email"' in out


def test_it_goes_through_ses_itself(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_MAIL_FROM", "hearth@example.com")
    config.settings.cache_clear()
    queue.overrides.cache_clear()
    aws.client("sesv2").create_email_identity(EmailIdentity="hearth@example.com")
    queue.handler({"messages": [{"id": "m", **order()}]}, CONTEXT)
    assert aws.client("ses").get_send_quota()["SentLast24Hours"] == 1
    with pytest.raises(NotAMail):
        service.read({"template": 1})
    with pytest.raises(UnknownTemplate):
        compose("gone")


def test_templates_are_in_the_functions_folder() -> None:
    assert Path(queue.__file__).parent in texts.FILES.parents
