"""`hearth up`, `down`, `reset`, `status`: the life of a local stack, told while it happens."""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import importlib.util
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from infra import environments, web
from infra.environments import ROOT, EnvironmentProblem
from infra.local import deploy, layers, processes, state
from infra.local.state import Stack

SENDER = "hearth@example.com"


class Progress:
    """One line per step, with the seconds it took."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    @contextlib.contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Say what is being done, and when it is done how long it took."""
        began = time.monotonic()
        print(f"  {text} …", end="", flush=True)
        try:
            yield
        except BaseException:
            print(" failed", flush=True)
            raise
        print(f" {time.monotonic() - began:.1f} s", flush=True)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two `make up` at once on one stack would undo each other."""
    state.home().mkdir(parents=True, exist_ok=True)
    with (state.home() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EnvironmentProblem("Another hearth command is working on this stack; wait for it to end.") from None
        yield


def up() -> Stack:
    """Bring the local stack up, from whatever state it is in. Safe to run again."""
    progress = Progress()
    with _alone():
        with progress.step("Environments"):
            environments.ensure("engine")
            environments.ensure("sam")
        with progress.step("Layers"):
            layers.build_all()
        ports = processes.ports()
        with progress.step("Engine"):
            processes.start_engine(ports["engine"])
        client = _start_client_build()
        with progress.step("Build and deploy"):
            deployed = _deploy(ports)
        stack = _describe(ports)
        if client:
            with progress.step("Client"):
                _finish_client_build(client)
        with progress.step("Edge"):
            processes.start_edge(ports["edge"])
        with progress.step("Functions warm"):
            processes.tell_engine(signal.SIGUSR2)
        stack = _load_sample(stack, progress)
        if deployed:
            processes.tell_engine(signal.SIGUSR1)
    print(f"  Ready after {time.monotonic() - progress.started:.1f} s\n")
    return stack


def _start_client_build() -> Future[bool] | None:
    """Build the client beside the deployment; None when there is none, or HEARTH_WEB=0 leaves it out."""
    if os.environ.get("HEARTH_WEB") == "0" or not web.exists():
        return None
    return ThreadPoolExecutor(1).submit(web.build)


def _finish_client_build(building: Future[bool]) -> None:
    """Wait for it. Everything else works without the client, so a problem is told and not raised."""
    try:
        building.result()
    except EnvironmentProblem as problem:
        print(f"\n{problem}\n  The web address shows what was built before, or a plain page.", end="", flush=True)


def _compose() -> None:
    """Bring template.yaml in line with its parts, so that an edited resources.yaml is deployed as it says."""
    from infra.template import compose

    try:
        compose.main()
    except (ValueError, AttributeError, ImportError) as error:
        raise EnvironmentProblem(f"template.yaml cannot be composed: {error}") from error


def _deploy(ports: dict[str, int]) -> bool:
    endpoint = f"http://127.0.0.1:{ports['engine']}"
    parameters = {
        "EndpointUrl": endpoint,
        "WebUrl": f"http://127.0.0.1:{ports['edge']}",
        "Edge": "none",
        "Architecture": "x86_64",
        "MailFrom": SENDER,
    } | dict(part.split("=", 1) for part in os.environ.get("HEARTH_PARAMETERS", "").split())
    _compose()
    deployed = deploy.deploy(state.NAME, ROOT / "template.yaml", ports["engine"], parameters)
    if deployed:
        _finish(endpoint)
    return deployed


def _finish(endpoint: str) -> None:
    """What the engine does not take from the template."""
    table = deploy.outputs(state.NAME, endpoint)["TableName"]
    dynamodb = state.client("dynamodb", endpoint=endpoint)
    described = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if described["TimeToLiveStatus"] != "ENABLED":
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"})
    state.client("ses", endpoint=endpoint).verify_email_identity(EmailAddress=SENDER)


def _describe(ports: dict[str, int]) -> Stack:
    endpoint = f"http://127.0.0.1:{ports['engine']}"
    outputs = deploy.outputs(state.NAME, endpoint)
    gateway = f"127.0.0.1:{ports['engine']}/_aws/execute-api"
    origin = f"http://127.0.0.1:{ports['edge']}"
    login = None
    with contextlib.suppress(FileNotFoundError, TypeError, ValueError):
        login = Stack.load().login
    stack = Stack(
        name=state.NAME,
        rest_url=f"http://{gateway}/{outputs['RestApiId']}/api",
        ws_url=f"ws://{gateway}/{outputs['LiveApiId']}/live",
        web_url=origin,
        docs_url=f"{origin}/docs",
        table=outputs["TableName"],
        region=state.REGION,
        endpoint=endpoint,
        outputs=outputs,
        login=login,
    )
    stack.save()
    return stack


def _load_sample(stack: Stack, progress: Progress) -> Stack:
    """Hand over to infra.sample, which fills the stack through the API; it returns the owner's login."""
    wanted = os.environ.get("HEARTH_SAMPLE") != "0" and importlib.util.find_spec("infra.sample") is not None
    if stack.login or not wanted:
        return stack
    from dataclasses import replace

    with progress.step("Sample data"):
        try:
            login = importlib.import_module("infra.sample").load(stack)
        except Exception as error:
            raise EnvironmentProblem(
                f"The stack runs at {stack.web_url}, but its sample data could not be loaded: {error!r}\n"
                "`make logs` shows what the functions said; `make up` tries again."
            ) from error
    stack = replace(stack, login=login)
    stack.save()
    return stack


def tell(stack: Stack) -> None:
    """Print where everything is."""
    print(f"  Web        {stack.web_url}")
    print(f"  API        {stack.web_url}/v1   (or {stack.rest_url}/v1)")
    print(f"  API page   {stack.docs_url}")
    print(f"  Live       {stack.ws_url}")
    print(f"  Mail sent  {stack.endpoint}/_ministack/ses/messages")
    if stack.login:
        print(f"  Sign in    {stack.login['email']}  {stack.login['password']}")


def down() -> None:
    """Stop everything; data stays."""
    with _alone():
        processes.stop("edge")
        processes.stop("engine")


def reset() -> None:
    """Stop everything and forget all data of this stack."""
    down()
    for path in state.home().iterdir():
        if path.name == "test" and path.is_dir():
            continue  # another stack's home
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def status() -> bool:
    """Say what runs; True when all of it does."""
    running = {name: processes.pid_of(name) for name in ("engine", "edge")}
    for name, pid in running.items():
        print(f"  {name:10} {f'running (pid {pid})' if pid else 'stopped'}")
    if all(running.values()):
        with contextlib.suppress(FileNotFoundError):
            tell(Stack.load())
        return True
    print("  Start it with `make up`.", file=sys.stderr)
    return False
