"""People using the REST API, for locust: `infra/bench/rest.py` prepares them and reads the result.

Each reads, writes, lists and signs in, with a call of the bare function after each, so that both meet the same engine
in the same moment. HEARTH_LOAD names the file with who they are and where everything is.
"""

import itertools
import json
import os
import random
from pathlib import Path
from typing import Any

from locust import FastHttpUser, constant_pacing, task

PLAN: dict[str, Any] = json.loads(Path(os.environ["HEARTH_LOAD"]).read_text())
NEXT = itertools.count()


class Person(FastHttpUser):
    """One person at work, a request every fifth of a second at most."""

    host = PLAN["rest_url"]
    wait_time = constant_pacing(0.2)

    def on_start(self) -> None:
        """Be the next of those who were signed up."""
        self.me: dict[str, str] = PLAN["people"][next(NEXT) % len(PLAN["people"])]
        self.authorization = {"Authorization": f"Bearer {self.me['token']}"}
        self.org = f"/v1/orgs/{PLAN['org_id']}"

    def bare(self) -> None:
        """A constant through the same engine."""
        self.client.get(PLAN["bare_url"], name="bare")

    @task(4)
    def read(self) -> None:
        """One object: the membership and the org, two consistent reads."""
        self.client.get(self.org, headers=self.authorization, name="read")
        self.bare()

    @task(3)
    def list_members(self) -> None:
        """A page of a list."""
        self.client.get(f"{self.org}/members?limit=20", headers=self.authorization, name="list")
        self.bare()

    @task(2)
    def write(self) -> None:
        """A change to one's own profile."""
        body = {"title": f"Keeper {random.randint(1, 10**6)}"}
        self.client.patch("/v1/me", json=body, headers=self.authorization, name="write")
        self.bare()

    @task(1)
    def sign_in(self) -> None:
        """Password and all. From an address of its own each time: the limit by address is not what is measured."""
        address = ".".join(str(random.randint(1, 250)) for _ in range(4))
        headers = {"X-Hearth-Edge": PLAN["edge_key"], "X-Hearth-Viewer": address}
        body = {"email": self.me["email"], "password": self.me["password"]}
        self.client.post("/v1/auth/login", json=body, headers=headers, name="sign in")
        self.bare()
