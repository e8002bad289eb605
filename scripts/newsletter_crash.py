"""Kill workers while they send one newsletter, hold it in the middle, and count what became of it.

Real processes, as in `make crash-test`, of which this is the second half. Meanwhile readers drop
out, so each copy either left exactly once or has a reason that can be seen. The last line is
`readers=... kills=... copies=... reasons=... in_doubt=... lost=... duplicates=... seconds=...`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter

from crash_test import Crash
from crash_test import run as run_crash
from processes import run_program
from surroundings import Refusal, say

# One in so many readers drops out while it is sent.
DROPS_OUT = 100
# How long it is held, in seconds, and when what was on the wire must have arrived.
HELD, CALM = 6, 2
FULL_PACE = 1_000_000


class NewsletterCrash(Crash):
    actions = "tests.bench.mailing"

    def prepare(self):
        super().prepare()
        # At half it waits by itself, so that what happens in the middle is not too late for it.
        self.ask("pace", max(self.options.messages // 2, 1))
        self.ask("approve")

    @property
    def dropping_out(self):
        return self.options.messages // DROPS_OUT

    def events(self):
        number = self.options.messages
        return [
            (number // 4, self.drop_out),
            (number // 3, self.hold),
            (number // 2, self.empty_broker),
        ]

    def least(self):
        return super().least() - self.dropping_out

    def drop_out(self):
        self.ask("drop_out", self.dropping_out)
        say(f"{self.dropping_out} readers left or applied")

    def hold(self):
        """Pause and go on; nothing may leave in between."""
        self.ask("pause")
        time.sleep(CALM)
        before = len(self.arrived())
        time.sleep(HELD)
        if len(self.arrived()) != before:
            raise Refusal("Copies left while the newsletter was paused.")
        self.ask("pace", FULL_PACE)
        self.ask("resume")
        say(f"paused for {CALM + HELD} s after {before} copies, and went on")


def verdict(crash, seconds):
    """Print the line of figures; Refusal when a copy was lost or doubled, or lacks a reason."""
    found = json.loads(crash.ask("settle"))
    arrived = Counter(crash.arrived())
    states, readers, kills = Counter(found["states"]), crash.options.messages, crash.options.kills
    in_doubt = states.pop("in_doubt", 0)
    reasons = sum(found["skipped"].values()) + states["cancelled"] + states["failed"]
    unseen = sum(message_id not in arrived for message_id in found["sent"])
    lost = readers - states["sent"] - reasons - in_doubt + unseen + found["unexplained"]
    duplicates = sum(number - 1 for number in arrived.values())
    say(f"{found['status']}: {dict(states)}, skipped: {found['skipped']}")
    say(
        f"readers={readers} kills={kills} copies={states['sent']} reasons={reasons} "
        f"in_doubt={in_doubt} lost={lost} duplicates={duplicates} seconds={seconds:.0f}"
    )
    if lost or duplicates or in_doubt > kills or found["status"] != "sent":
        raise Refusal("A copy was lost, doubled or not accounted for.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--readers", dest="messages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    return run_program(lambda children: run_crash(options, children, NewsletterCrash, verdict))


if __name__ == "__main__":
    sys.exit(main())
