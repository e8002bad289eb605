"""Kill workers at random while they send mail, and count what became of it: `make crash-test`.

Real processes: beat, workers, a broker and a mail server. The database is the server of
DATABASE_URL or 127.0.0.1:5432, or else a file. Half-way the broker is emptied as well.
The last line is `messages=... kills=... lost=... in_doubt=... duplicates=... seconds=...`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench import Bench, module
from bench_outbox import start_sink
from processes import run_program
from services import start_broker
from surroundings import PYTHON, ROOT, Refusal, environment, manage, say

DATABASE = f"hto_crash_{os.getpid()}"
WORKERS = ("worker-1", "worker-2")
# No kill near the end: there must be something on the wire.
FIRST, LAST = 0.03, 0.9
LONGEST = 900
RANDOM = random.SystemRandom()
CELERY = [PYTHON, "-m", "celery", "-A", "hto_portal"]


class Crash:
    # What fills the database, and says what became of it.
    actions = "tests.bench.outbox"

    def __init__(self, children, folder, options):
        self.children = children
        self.folder = folder
        self.options = options
        env = environment() | {"VAR_DIR": str(folder / "var"), "DEMO": "0"}
        (folder / "var" / "log").mkdir(parents=True)
        self.bench = Bench(children, env, folder)
        self.on_server = self.bench.server_answers()
        in_file = {**env, "DATABASE_URL": f"sqlite:///{folder / 'crash.sqlite3'}"}
        self.env = self.bench.env_for(DATABASE) if self.on_server else in_file
        self.env["REDIS_URL"] = start_broker(children, env)
        self.env["EMAIL_URL"] = f"smtp://127.0.0.1:{start_sink(self.bench)}"

    def ask(self, *words):
        """Run one of the actions and return what it printed."""
        output = self.folder / "output"
        output.write_bytes(b"")
        errors = self.folder / "errors"
        with open(errors, "wb") as stderr:
            command = [PYTHON, "-m", self.actions, *words]
            code = self.children.run(
                "step", command, log=output, stderr=stderr, env=self.env, cwd=ROOT
            )
        if code:
            raise Refusal(f"{words[0]}: {errors.read_text()[-800:]}")
        return output.read_text()

    def prepare(self):
        if self.on_server:
            self.bench.create(DATABASE)
        else:
            log = self.folder / "migrate.log"
            migrate = manage("migrate", "-v", "0")
            if self.children.run("migrate", migrate, log=log, env=self.env, cwd=ROOT):
                raise Refusal(log.read_text()[-800:])
        self.ask("fill", self.options.messages)

    def start(self, name):
        command = [*CELERY, "worker", "-n", f"{name}@%h", "--pool", "solo"]
        command += ["--without-gossip", "--without-mingle"]
        log = self.folder / f"{name}.log"
        self.children.start(name, command, log=log, env=self.env, cwd=ROOT)

    def start_all(self):
        schedule = self.folder / "schedule"
        beat = [*CELERY, "beat", "--schedule", schedule, "--pidfile="]
        self.children.start("beat", beat, log=self.folder / "beat.log", env=self.env, cwd=ROOT)
        for name in WORKERS:
            self.start(name)

    def arrived(self):
        """The Message-ID of each mail that the server took over."""
        return (self.folder / "ids-0").read_text().split()

    def run(self):
        kills = sorted(
            int(self.options.messages * RANDOM.uniform(FIRST, LAST))
            for _ in range(self.options.kills)
        )
        events = self.events()
        until = time.monotonic() + LONGEST
        while self.is_unfinished():
            self.children.stop.check()
            if time.monotonic() > until:
                raise Refusal("The mail did not leave in time; see the logs of the workers.")
            number = len(self.arrived())
            while events and number >= events[0][0]:
                events.pop(0)[1]()
            if kills and number >= kills[0]:
                kills.pop(0)
                time.sleep(RANDOM.uniform(0, 0.3))
                self.kill(RANDOM.choice(WORKERS))
            time.sleep(0.02)

    def events(self):
        """[(after so many mails, what happens then), ...] beside the kills."""
        return [(self.options.messages // 2, self.empty_broker)]

    def is_unfinished(self):
        """Whether messages wait; the database is only asked when nearly all have arrived."""
        if len(self.arrived()) < self.least():
            return True
        time.sleep(0.5)
        return int(self.ask("waiting")) > 0

    def least(self):
        """How many mails arrive whatever happens."""
        return self.options.messages - self.options.kills

    def kill(self, name):
        self.children.kill(name)
        say(f"killed {name} after {len(self.arrived())} mails")
        self.start(name)

    def empty_broker(self):
        script = "import os, redis; redis.Redis.from_url(os.environ['REDIS_URL']).flushall()"
        log = self.folder / "flush.log"
        self.children.run("flush", [PYTHON, "-c", script], log=log, env=self.env)
        say("emptied the broker")

    def close(self):
        self.children.end()
        if self.on_server:
            self.bench.call(DATABASE, module("database", "drop"))


def verdict(crash, seconds):
    """Print the line of figures; Refusal when mail was lost or doubled."""
    found = json.loads(crash.ask("settle"))
    arrived = Counter(crash.arrived())
    states, messages, kills = Counter(found["states"]), crash.options.messages, crash.options.kills
    in_doubt = states.pop("in_doubt", 0)
    # Said to be sent but never seen by the server, or not sent at all.
    unseen = sum(message_id not in arrived for message_id in found["sent"])
    lost = messages - in_doubt - states["sent"] + unseen
    duplicates = sum(number - 1 for number in arrived.values())
    if lost or duplicates or in_doubt > kills:
        say(f"states: {found['states']}, unseen: {unseen}")
    say(
        f"messages={messages} kills={kills} lost={lost} in_doubt={in_doubt} "
        f"duplicates={duplicates} seconds={seconds:.0f}"
    )
    if lost or duplicates or in_doubt > kills:
        raise Refusal("Mail was lost, doubled, or more of it is in doubt than workers were killed.")


def run(options, children, kind=Crash, verdict=verdict):
    with tempfile.TemporaryDirectory(prefix="hto_crash_") as folder:
        crash = kind(children, Path(folder), options)
        try:
            crash.prepare()
            started = time.monotonic()
            crash.start_all()
            crash.run()
            seconds = time.monotonic() - started
            children.end(["beat", *WORKERS])
            verdict(crash, seconds)
        finally:
            crash.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    return run_program(lambda children: run(options, children))


if __name__ == "__main__":
    sys.exit(main())
