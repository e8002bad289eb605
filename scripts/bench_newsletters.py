"""The part of `make bench` about newsletters, with a database of its own."""

from __future__ import annotations

import statistics
import subprocess

from bench_outbox import at_once, rate, start, start_sink
from bench_report import Goal
from surroundings import PYTHON, ROOT, manage, say

DATABASE = "hto_bench_newsletters"
ACTIONS = "tests.bench.mailing"
READERS = 100_000
COPIES = 1_500
ROUNDS = 3
# Looking at everybody on the way may take so many times what the bare rows take.
MOST_TIMES = 2
MOST_GROWTH = 20
RAW = ("one", "each")


def newsletter_goals(bench):
    """Goals: queueing beside the bare rows, and sending beside smtplib."""
    bench.call(DATABASE, module("database", "create"))
    try:
        bench.call(DATABASE, manage("migrate", "-v", "0"))
        return [*queueing_goals(bench), *sending_goals(bench)]
    finally:
        words = [str(word) for word in module("database", "drop")]
        subprocess.run(words, env=bench.env_for(DATABASE), cwd=ROOT, capture_output=True)


def queueing_goals(bench):
    env = bench.env_for(DATABASE)
    act(env, "fill", READERS)
    found = act(env, "queue")
    say(
        f"\nqueueing {found['number']:,} readers: {found['queue']:.2f} s, "
        f"{found['number'] / found['queue']:,.0f} rows per second; bare: {found['bare']:.2f} s"
    )
    ratio = found["queue"] / found["bare"]
    return [
        Goal(f"newsletter, {READERS:,} readers queued to bare rows", ratio, MOST_TIMES, "times"),
        Goal("newsletter, memory grown by queueing them", found["grown"], MOST_GROWTH, "MB"),
    ]


def sending_goals(bench):
    """Rounds of smtplib in both ways and of one worker, in turn; the median of the ratios."""
    env = {**bench.env_for(DATABASE), "EMAIL_URL": f"smtp://127.0.0.1:{start_sink(bench)}"}
    rounds = [one_round(bench, env) for _ in range(ROUNDS)]
    bench.children.end(["sink"])
    one, each, sent = (statistics.median(of) for of in zip(*rounds, strict=True))
    say(
        f"copies per second: smtplib on one connection {one:.0f}, on one for each {each:.0f}, "
        f"a newsletter by one worker {sent:.0f}"
    )
    to_one = statistics.median(sent / one for one, _each, sent in rounds)
    to_each = statistics.median(sent / each for _one, each, sent in rounds)
    return [
        Goal("newsletter to smtplib, one connection", to_one, 0.4, "times", is_least=True),
        Goal("newsletter to smtplib, one for each mail", to_each, 0.5, "times", is_least=True),
    ]


def one_round(bench, env):
    rates = []
    for words in (*(("raw", kind) for kind in RAW), ("send",)):
        bench.children.stop.check()
        act(env, "fill", COPIES)
        rates.append(rate(act(env, *words)))
    return rates


def act(env, *words):
    return at_once([start(env, *words, module=ACTIONS)])[0]


def module(name, *words):
    return [PYTHON, "-m", f"tests.bench.{name}", *words]
