"""The REST side: one method per thing a test, a demo or a load run does, and `get/post/...` for the rest."""

from __future__ import annotations

import json
import threading
from typing import Any, cast
from urllib.parse import urlencode
from uuid import uuid4

import urllib3

from .errors import Problem, TicketRefused, Unreachable
from .operations import request_of

JSON = "application/json"


class HearthClient:
    """One person's session. Refreshes its access token by itself; safe to use from several threads."""

    def __init__(self, base_url: str, *, timeout: float = 35.0, origin: str | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.person: dict[str, Any] = {}
        self._origin = origin
        self._access: str | None = None
        self._refresh: str | None = None
        self._lock = threading.Lock()
        self.bytes_read = 0
        # API Gateway answers within 29 s; retrying is ours to decide, since only some requests may be repeated.
        self._pool = urllib3.PoolManager(maxsize=8, timeout=urllib3.Timeout(connect=10, read=timeout), retries=False)

    # ---- requests ----------------------------------------------------------------------------------------------

    def get(self, path: str, **query: object) -> dict[str, Any]:
        """A Problem when the answer is not 2xx."""
        return self.request("GET", path + ("?" + urlencode(query) if query else ""))

    def post(self, path: str, body: object = None, *, idempotency_key: str | None = None) -> dict[str, Any]:
        """With an Idempotency-Key of its own unless one is given, so that a repeat after a lost answer is harmless."""
        return self.request("POST", path, body if body is not None else {}, key=idempotency_key or str(uuid4()))

    def patch(self, path: str, body: object, *, version: int | None = None) -> dict[str, Any]:
        """With If-Match when a version is given: 412 when it changed since."""
        return self.request("PATCH", path, body, version=version)

    def put(self, path: str, body: object, *, version: int | None = None) -> dict[str, Any]:
        """Replace."""
        return self.request("PUT", path, body, version=version)

    def delete(self, path: str, *, version: int | None = None) -> None:
        """Soft, and to be restored."""
        self.request("DELETE", path, version=version)

    def call(
        self, operation: str, body: object = None, *, version: int | None = None, **given: object
    ) -> dict[str, Any]:
        """Any operation of the API by its name, as `call("create_team", {"name": "Poets"}, org_id=org)`.

        What is not the body is given by name: what the path holds, and what the query may. A POST has an
        Idempotency-Key of its own.
        """
        method, path = request_of(operation, given)
        return self.request(method, path, body, key=str(uuid4()) if method == "POST" else None, version=version)

    def all_of(self, operation: str, **given: object) -> list[dict[str, Any]]:
        """Every item of a list, following its cursors."""
        return self.pages(request_of(operation, given)[1])

    def pages(self, path: str, **query: object) -> list[dict[str, Any]]:
        """The same by the path, which may have a query already."""
        items: list[dict[str, Any]] = []
        joint = "&" if "?" in path else "?"
        while True:
            page = self.get(path + (joint + urlencode(query) if query else ""))
            items += page["items"]
            if not page.get("next"):
                return items
            query["cursor"] = page["next"]

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str | None = None,
        version: int | None = None,
        signed_in: bool = True,
    ) -> dict[str, Any]:
        """One exchange; an expired access token is renewed once and the request repeated."""
        headers = {"Accept": JSON, "Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = JSON
        if key:
            headers["Idempotency-Key"] = key
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if self._origin:
            headers["Origin"] = self._origin
        used = self._access if signed_in else None
        try:
            return self._exchange(method, path, body, headers, used)
        except Problem as problem:
            if problem.status != 401 or not used or not self._renew(used):
                raise
            return self._exchange(method, path, body, headers, self._access)

    def _exchange(
        self, method: str, path: str, body: object, headers: dict[str, str], token: str | None
    ) -> dict[str, Any]:
        if token:
            headers = {**headers, "Authorization": f"Bearer {token}"}
        data = None if body is None else json.dumps(body).encode()
        try:
            response = self._pool.request(method, self.base_url + path, body=data, headers=headers)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise Unreachable(f"{method} {path}: {error}") from error
        self.bytes_read += _read_of(response)
        answer = _body(response.data)
        if response.status >= 300:
            code = str(answer.get("code") or f"http_{response.status}")
            if "retry-after" in response.headers:
                answer.setdefault("retry_after", response.headers["retry-after"])
            raise Problem(response.status, code, str(answer.get("detail") or ""), answer)
        return answer

    def _renew(self, used: str) -> bool:
        with self._lock:
            if self._access != used:
                return True  # another thread was faster, and a refresh token works once
            if not self._refresh:
                return False
            try:
                answer = self._exchange(
                    "POST", "/v1/auth/refresh", {"refresh_token": self._refresh}, {"Content-Type": JSON}, None
                )
            except Problem:
                return False
            self._signed_in(answer)
            return True

    def upload(self, signed: dict[str, Any], content: bytes) -> None:
        """Send bytes to a signed link, as the answer that named it asks for."""
        headers = dict(signed.get("headers") or {})
        try:
            if signed.get("method") == "POST":
                fields = {**signed.get("fields", {}), "file": ("update", content)}
                response = self._pool.request("POST", signed["url"], fields=cast("Any", fields), headers=headers)
            else:
                response = self._pool.request("PUT", signed["url"], body=content, headers=headers)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise Unreachable(f"upload: {error}") from error
        if response.status >= 300:
            raise Problem(response.status, "upload_refused", response.data[:200].decode(errors="replace"))

    def download(self, url: str) -> bytes:
        """What a signed link leads to; it gets no token of ours."""
        try:
            response = self._pool.request("GET", url)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise Unreachable(f"download: {error}") from error
        if response.status >= 300:
            raise Problem(response.status, "download_refused")
        self.bytes_read += _read_of(response)
        return bytes(response.data)

    # ---- signing in --------------------------------------------------------------------------------------------

    def register(self, email: str, password: str, name: str) -> None:
        """The answer says nothing about whether the address was free; the mail does."""
        self.request("POST", "/v1/auth/register", {"email": email, "password": password, "name": name}, signed_in=False)

    def verify_email(self, token: str, password: str) -> None:
        """With the token of the mail and the password that was registered; signs in when the answer does."""
        body = {"token": token, "password": password}
        answer = self.request("POST", "/v1/auth/verify-email", body, signed_in=False)
        if answer.get("access_token"):
            self._signed_in(answer)

    def login(self, email: str, password: str) -> dict[str, Any]:
        """The whole answer; with a second factor, `mfa_required` and a token for `mfa`."""
        answer = self.request("POST", "/v1/auth/login", {"email": email, "password": password}, signed_in=False)
        if not answer.get("mfa_required"):
            self._signed_in(answer)
        return answer

    def mfa(self, mfa_token: str, code: str) -> None:
        """The second step of a login."""
        body = {"mfa_token": mfa_token, "code": code}
        self._signed_in(self.request("POST", "/v1/auth/mfa", body, signed_in=False))

    def use_token(self, token: str) -> None:
        """A personal API key, or an access token from elsewhere."""
        self._access = token

    @property
    def token(self) -> str:
        """The access token in use; empty when nobody is signed in."""
        return self._access or ""

    @property
    def access_token(self) -> str | None:
        """For handing this session to a client of another kind."""
        return self._access

    def logout(self) -> None:
        """Here; other sessions go on."""
        self.post("/v1/auth/logout", {"refresh_token": self._refresh} if self._refresh else {})
        self._access = self._refresh = None

    def _signed_in(self, answer: dict[str, Any]) -> None:
        self._access = str(answer["access_token"])
        self._refresh = answer.get("refresh_token") or self._refresh
        self.person = answer.get("person") or self.person

    # ---- orgs and documents ------------------------------------------------------------------------------------

    def me(self) -> dict[str, Any]:
        """Who this session belongs to."""
        return self.get("/v1/me")

    def create_org(self, name: str) -> dict[str, Any]:
        """Its owner is this person."""
        return self.post("/v1/orgs", {"name": name})

    def my_orgs(self) -> list[dict[str, Any]]:
        """All of them."""
        return self.pages("/v1/me/orgs")

    def invite(self, org_id: str, email: str, role: str = "member") -> dict[str, Any]:
        """A mail with a token goes out."""
        return self.post(f"/v1/orgs/{org_id}/invitations", {"email": email, "role": role})

    def accept_invitation(self, token: str) -> dict[str, Any]:
        """As the signed-in person."""
        return self.post("/v1/invitations/accept", {"token": token})

    def create_document(self, org_id: str, title: str, **more: object) -> dict[str, Any]:
        """Empty unless `markdown` is given."""
        return self.post(f"/v1/orgs/{org_id}/documents", {"title": title, **more})

    def document(self, org_id: str, document_id: str) -> dict[str, Any]:
        """Its card; the words are live."""
        return self.get(f"/v1/orgs/{org_id}/documents/{document_id}")

    def documents(self, org_id: str, **query: object) -> list[dict[str, Any]]:
        """Those this person may see."""
        return self.pages(f"/v1/orgs/{org_id}/documents", **query)

    def content(self, org_id: str, document_id: str, form: str = "text") -> dict[str, Any]:
        """As the server renders it: json, markdown, html or text."""
        return self.get(f"/v1/orgs/{org_id}/documents/{document_id}/content", format=form)

    # ---- live ----------------------------------------------------------------------------------------------------

    def ticket(self) -> dict[str, Any]:
        """For one socket, within 30 seconds (L1). TicketRefused when the session is over."""
        try:
            return self.request("POST", "/v1/live/tickets", {})
        except Problem as problem:
            if problem.status == 401:
                raise TicketRefused(str(problem)) from problem
            raise


def _read_of(response: urllib3.BaseHTTPResponse) -> int:
    """Bytes of the body as they came over the line, compressed or not."""
    return int(cast("urllib3.HTTPResponse", response).tell())


def _body(data: bytes) -> dict[str, Any]:
    if not data:
        return {}
    try:
        answer = json.loads(data)
    except ValueError:
        return {"detail": data[:200].decode(errors="replace")}
    return answer if isinstance(answer, dict) else {"value": answer}
