"""How fast the outbox empties, beside smtplib sending the same bytes to the same server."""

from __future__ import annotations

import json
import statistics
import subprocess
import time

from bench_report import Goal
from surroundings import PYTHON, ROOT, Refusal, last_lines, say, unused_port

DATABASE = "hto_bench_outbox"
MESSAGES = 2_000
ROUNDS = 3
SINK_SECONDS = 10
WORKERS = (1, 2)


def outbox_goals(bench):
    """Rounds of raw smtplib, one worker and two, in turn; the median of the ratios per round."""
    env = {**bench.env_for(DATABASE), "EMAIL_URL": f"smtp://127.0.0.1:{start_sink(bench)}"}
    rounds = [one_round(bench, env) for _ in range(ROUNDS)]
    bench.children.end(["sink"])
    raw, one, two = (statistics.median(rates) for rates in zip(*rounds, strict=True))
    to_raw = statistics.median(one / raw for raw, one, _two in rounds)
    to_one = statistics.median(two / one for _raw, one, two in rounds)
    say(f"\nmails per second: smtplib {raw:.0f}, one worker {one:.0f}, two workers {two:.0f}")
    return [
        Goal("outbox, one worker to raw smtplib", to_raw, 0.5, "times", is_least=True),
        Goal("outbox, two workers to one", to_one, 1.8, "times", is_least=True),
    ]


def one_round(bench, env):
    """Mails per second: raw, with one worker, and with two."""
    act(env, "fill", MESSAGES)
    rates = [rate(act(env, "raw", MESSAGES))]
    for workers in WORKERS:
        bench.children.stop.check()
        act(env, "fill", MESSAGES)
        rates.append(rate(*at_once([start(env, "drain") for _ in range(workers)])))
    return rates


def rate(*reports):
    seconds = max(row["ended"] for row in reports) - min(row["started"] for row in reports)
    return sum(row["number"] for row in reports) / seconds


def act(env, *words):
    return at_once([start(env, *words)])[0]


def start(env, *words):
    command = [str(word) for word in (PYTHON, "-m", "tests.bench.outbox", *words)]
    return subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def at_once(processes):
    """What each of them printed, as JSON where it printed any."""
    found = []
    for process in processes:
        output, errors = process.communicate()
        if process.returncode:
            raise Refusal(f"The outbox could not be measured: {errors[-500:]}")
        found.append(json.loads(output) if output else None)
    return found


def start_sink(bench):
    """Start a mail server that keeps nothing but Message-IDs; returns its port."""
    port, log = unused_port(), bench.folder / "sink.log"
    ids = bench.folder / "ids"
    command = [PYTHON, "-m", "tests.mail_sink", port, ids]
    bench.children.start("sink", command, log=log, env=bench.env, cwd=ROOT)
    until = time.monotonic() + SINK_SECONDS
    while not ids.exists():
        if time.monotonic() > until or bench.children.exit_code("sink") is not None:
            raise Refusal(f"The mail server does not start.\n{last_lines(log, 5)}")
        time.sleep(0.05)
    return port
