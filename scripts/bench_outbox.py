"""How fast the outbox empties, beside smtplib sending the same bytes to the same server."""

from __future__ import annotations

import json
import statistics
import subprocess
import time

from bench_report import Goal
from surroundings import PYTHON, ROOT, Refusal, last_lines, say, unused_port

DATABASE = "hto_bench_outbox"
ROUNDS = 3
SINK_SECONDS = 10
WORKERS = (1, 2)
# How long a server thinks about a mail, in milliseconds.
PAUSE = 10
SINKS = {"at once": 0, "after a pause": PAUSE}
# Fewer of those that are waited for.
NUMBERS = {0: 2_000, PAUSE: 800}


def outbox_goals(bench):
    """Rounds of raw smtplib, one worker and two, in turn; the median of the ratios per round.

    The quick server costs nothing but processor, which it shares with the workers and the database:
    there one worker is compared to smtplib. Whether two workers do twice as much is seen at a
    server that is waited for, as on a network.
    """
    found = {name: rates(bench, name, pause) for name, pause in SINKS.items()}
    one = statistics.median(one / raw for raw, one, _two in found["at once"])
    two = statistics.median(two / one for _raw, one, two in found["after a pause"])
    return [
        Goal("outbox, one worker to raw smtplib", one, 0.5, "times", is_least=True),
        Goal(f"outbox, two workers to one, {PAUSE} ms a mail", two, 1.8, "times", is_least=True),
    ]


def rates(bench, name, pause):
    """(smtplib, one worker, two) in mails per second, for each round; says the medians."""
    env = {**bench.env_for(DATABASE), "EMAIL_URL": f"smtp://127.0.0.1:{start_sink(bench, pause)}"}
    rounds = [one_round(bench, env, NUMBERS[pause]) for _ in range(ROUNDS)]
    bench.children.end(["sink"])
    raw, one, two = (statistics.median(of) for of in zip(*rounds, strict=True))
    say(
        f"\nmails per second, answered {name}: smtplib {raw:.0f}, one worker {one:.0f} "
        f"({one / raw:.2f}), two {two:.0f} ({two / one:.2f} of one)"
    )
    return rounds


def one_round(bench, env, number):
    """Mails per second: raw, with one worker, and with two."""
    act(env, "fill", number)
    rates = [rate(act(env, "raw", number))]
    for workers in WORKERS:
        bench.children.stop.check()
        act(env, "fill", number)
        rates.append(rate(*at_once([start(env, "drain") for _ in range(workers)])))
    return rates


def rate(*reports):
    seconds = max(row["ended"] for row in reports) - min(row["started"] for row in reports)
    return sum(row["number"] for row in reports) / seconds


def act(env, *words):
    return at_once([start(env, *words)])[0]


def start(env, *words, module="tests.bench.outbox"):
    command = [str(word) for word in (PYTHON, "-m", module, *words)]
    return subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def at_once(processes):
    """What each of them printed, as JSON where it printed any."""
    found = []
    for process in processes:
        output, errors = process.communicate()
        if process.returncode:
            raise Refusal(f"The mail could not be measured: {errors[-500:]}")
        found.append(json.loads(output) if output else None)
    return found


def start_sink(bench, pause=0):
    """Start a mail server that keeps nothing but Message-IDs; returns its port."""
    port, log = unused_port(), bench.folder / "sink.log"
    ids = bench.folder / f"ids-{pause}"
    command = [PYTHON, "-m", "tests.mail_sink", port, ids, pause]
    bench.children.start("sink", command, log=log, env=bench.env, cwd=ROOT)
    until = time.monotonic() + SINK_SECONDS
    while not ids.exists():
        if time.monotonic() > until or bench.children.exit_code("sink") is not None:
            raise Refusal(f"The mail server does not start.\n{last_lines(log, 5)}")
        time.sleep(0.05)
    return port
