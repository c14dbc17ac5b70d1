"""The local function runtime keeps Lambda's promises: isolation, limits, and a next call that works."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infra.local.runtime import PAYLOAD_LIMIT
from tests.local.conftest import Bench

Wait = Callable[[Callable[[], bool]], None]


def test_an_answer_comes_back(bench: Bench) -> None:
    assert bench.answer({"name": "Ada 🜁"}) == {"hello": "Ada 🜁"}


def test_calls_one_after_another_share_a_process(bench: Bench) -> None:
    bench.write("def handler(event, context): return os.getpid()\n")
    assert len({bench.answer() for _ in range(5)}) == 1


def test_calls_at_once_have_a_process_each(bench: Bench) -> None:
    bench.write("def handler(event, context): time.sleep(0.3); return os.getpid()\n")
    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(lambda _: bench.answer(), range(6)))) == 6


def test_fifty_calls_at_once_all_succeed(bench: Bench) -> None:
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda number: bench.answer({"name": number}), range(50)))
    assert [answer["hello"] for answer in answers] == list(range(50))


def test_a_raised_error_has_lambdas_shape(bench: Bench) -> None:
    bench.write("def handler(event, context): raise ValueError('not today')\n")
    problem = bench.error()
    assert (problem["errorType"], problem["errorMessage"]) == ("ValueError", "not today")
    assert "handler" in "".join(problem["stackTrace"])


def test_a_raised_error_keeps_the_process(bench: Bench) -> None:
    bench.write("def handler(event, context):\n    if event: raise ValueError(os.getpid())\n    return os.getpid()\n")
    before = bench.answer()
    assert bench.error({"fail": True})["errorMessage"] == str(before)
    assert bench.answer() == before


@pytest.mark.parametrize("death", ["os._exit(3)", "os.kill(os.getpid(), 9)", "os.abort()"])
def test_a_dead_process_fails_its_call_and_not_the_next(bench: Bench, death: str) -> None:
    bench.write(f"def handler(event, context):\n    if event: {death}\n    return 'alive'\n")
    assert bench.error({"die": True})["errorType"] == "Runtime.ExitError"
    assert bench.answer() == "alive"


def test_a_call_over_its_time_is_ended(bench: Bench) -> None:
    bench.write("def handler(event, context):\n    if event: time.sleep(60)\n    return 'in time'\n")
    bench.answer()
    began = time.monotonic()
    problem = bench.error({"hang": True}, timeout=0.3)
    assert time.monotonic() - began < 5
    assert problem["errorType"] == "Sandbox.Timedout"
    assert "Task timed out after 0.30 seconds" in problem["errorMessage"]
    assert bench.answer() == "in time"


def test_loading_a_function_does_not_count_as_its_time(bench: Bench) -> None:
    bench.write("time.sleep(0.5)\ndef handler(event, context): return 'loaded'\n")
    assert bench.answer(timeout=0.2) == "loaded"


def test_the_time_left_is_known(bench: Bench) -> None:
    bench.write("def handler(event, context): return context.get_remaining_time_in_millis()\n")
    assert 1000 < bench.answer(timeout=2) <= 2000


def test_an_answer_over_six_megabytes_is_refused(bench: Bench) -> None:
    bench.write("def handler(event, context): return 'x' * event['size']\n")
    assert len(bench.answer({"size": PAYLOAD_LIMIT - 10})) == PAYLOAD_LIMIT - 10
    assert bench.error({"size": PAYLOAD_LIMIT})["errorType"] == "Function.ResponseSizeTooLarge"


def test_an_answer_that_is_no_json_is_refused(bench: Bench) -> None:
    bench.write("def handler(event, context): return {1, 2}\n")
    assert bench.error()["errorType"] == "Runtime.MarshalError"


def test_a_call_over_its_memory_is_ended(bench: Bench) -> None:
    bench.write(
        "def handler(event, context):\n    kept = b'x' * (event.get('mb', 0) << 20)\n    time.sleep(5 if kept else 0)\n"
    )
    assert "signal: killed" in bench.error({"mb": 300}, memory=256)["errorMessage"]
    assert bench.answer(memory=256) is None


def test_a_syntax_error_fails_until_it_is_mended(bench: Bench) -> None:
    bench.write("def handler(event, context) return 1\n")
    assert bench.error()["errorType"] == "SyntaxError"
    bench.write("def handler(event, context): return 'mended'\n")
    assert bench.answer() == "mended"


def test_a_saved_source_runs_at_the_next_call(bench: Bench) -> None:
    for number in range(5):
        # Same size, same second: neither may be mistaken for the source before it.
        bench.write(f"def handler(event, context): return {number}\n")
        assert bench.answer() == number


def test_a_saved_module_beside_the_handler_counts_too(bench: Bench) -> None:
    (bench.folder / "helper.py").write_text("WORD = 'one'\n")
    bench.write("import helper\ndef handler(event, context): return helper.WORD\n")
    assert bench.answer() == "one"
    (bench.folder / "helper.py").write_text("WORD = 'two'\n")
    assert bench.answer() == "two"


def test_a_killed_zygote_is_started_anew(bench: Bench, eventually: Wait) -> None:
    bench.answer()
    (pid,) = bench.runtime.zygote_pids()
    os.kill(pid, signal.SIGKILL)
    bench.write("def handler(event, context): return 'after'\n")
    assert bench.answer() == "after"
    assert bench.runtime.zygote_pids() != [pid]


def test_nothing_runs_between_calls(bench: Bench) -> None:
    bench.write(
        "ticks = []\n"
        "def tick():\n"
        "    while True: ticks.append(1); time.sleep(0.005)\n"
        "threading.Thread(target=tick, daemon=True).start()\n"
        "def handler(event, context): return len(ticks)\n"
    )
    before = bench.answer()
    time.sleep(0.5)  # the passing of time is what is tested
    assert bench.answer() - before < 20


def test_functions_have_environments_of_their_own(bench: Bench) -> None:
    bench.write("def handler(event, context): return dict(os.environ)\n")
    one = bench.answer(name="one", environ={"HEARTH_CODE": "source", "WHO": "one"})
    other = bench.answer(name="other", environ={"HEARTH_CODE": "source"})
    assert (one["WHO"], one["AWS_LAMBDA_FUNCTION_NAME"]) == ("one", "one")
    assert "WHO" not in other
    assert not {"HOME", "HEARTH_ENGINE", "PYTHONPATH"} & other.keys()


def test_what_no_layer_brings_is_missing(bench: Bench) -> None:
    bench.write("import pytest\ndef handler(event, context): return 1\n")
    assert bench.error()["errorType"] == "ModuleNotFoundError"


def test_a_capability_does_not_see_another(bench: Bench, tmp_path: Path) -> None:
    functions = tmp_path / "repository" / "functions"
    for name in ("chat", "tasks"):
        (functions / name).mkdir(parents=True)
        (functions / name / "__init__.py").touch()
    (functions / "__init__.py").touch()
    (functions / "chat" / "handler.py").write_text("def handler(event, context): return 'chat'\n")
    (functions / "tasks" / "handler.py").write_text("import functions.chat\ndef handler(event, context): return 1\n")
    assert bench.answer(name="chat", handler="functions.chat.handler.handler", environ={}) == "chat"
    assert bench.error(name="tasks", handler="functions.tasks.handler.handler", environ={})["errorType"] == (
        "ModuleNotFoundError"
    )


def test_lines_are_kept_with_their_request(bench: Bench, tmp_path: Path) -> None:
    bench.write("def handler(event, context): print('to out'); sys.stderr.write('to err\\n'); os.write(1, b'raw\\n')\n")
    outcome = bench.call()
    assert outcome.log.splitlines() == ["to out", "to err", "raw"]
    journal = (tmp_path / "home" / "logs" / "functions.log").read_text()
    assert [line.split("\t")[1:] for line in journal.splitlines()] == [
        ["hello", "request-0", text] for text in ("to out", "to err", "raw")
    ]


def test_more_output_than_a_pipe_holds_blocks_nobody(bench: Bench) -> None:
    bench.write("def handler(event, context):\n    for n in range(4000): print('x' * 100)\n")
    assert len(bench.call().log.splitlines()) == 4000


def test_idle_processes_end_but_one(bench: Bench, monkeypatch: pytest.MonkeyPatch, eventually: Wait) -> None:
    bench.write("def handler(event, context): time.sleep(0.2)\n")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: bench.call(), range(4)))
    monkeypatch.setattr("infra.local.runtime.IDLE_SECONDS", 0)
    eventually(lambda: bench.runtime.counts() == {"hello": 1})


def test_workers_do_not_share_randomness(bench: Bench) -> None:
    bench.write(
        "import random, uuid\n"
        "def handler(event, context): time.sleep(0.2); return [random.random(), str(uuid.uuid4())]\n"
    )
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: json.dumps(bench.answer()), range(5)))
    assert len(set(answers)) == 5


def test_stopping_leaves_no_process(bench: Bench, eventually: Wait) -> None:
    bench.write("def handler(event, context): return os.getpid()\n")
    worker = bench.answer()
    (zygote,) = bench.runtime.zygote_pids()
    bench.runtime.stop()
    for pid in (worker, zygote):
        eventually(lambda pid=pid: not Path(f"/proc/{pid}").exists())  # type: ignore[misc]
