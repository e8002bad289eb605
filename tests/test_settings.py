"""Starting on an environment as a whole: it works, or one sentence says what is wrong."""

import os
import subprocess
import sys

import pytest

from tests.sources import ROOT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "ja"),
        ("SITE_URL", "localhost"),
        ("EMAIL_URL", "mail"),
        ("BOUNCES_URL", "mail"),
        ("DATABASE_URL", "hto"),
        ("REDIS_URL", "localhost:6379"),
        ("TRUSTED_PROXY_COUNT", "x"),
    ],
)
def test_a_wrong_value_stops_the_start_and_the_last_line_says_why(tmp_path, name, value):
    env = {**os.environ, "VAR_DIR": str(tmp_path), name: value}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=env, capture_output=True, text=True
    )

    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {name}")


PUBLIC = {
    "DEBUG": "0",
    "DEMO": "0",
    "SECRET_KEY": "alleen-voor-deze-test",
    "SITE_URL": "https://portaal.example",
    "EMAIL_URL": "smtp://mail.example",
    "REDIS_URL": "redis://redis.example",
}


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ({}, ""),
        ({"SECRET_KEY": " "}, "SECRET_KEY is needed when SITE_URL starts with https"),
        ({"EMAIL_URL": " "}, "EMAIL_URL is needed when SITE_URL starts with https"),
        ({"REDIS_URL": " "}, "REDIS_URL is needed when SITE_URL starts with https"),
        ({"EMAIL_URL": "", "REDIS_URL": "", "DEMO": "1"}, ""),
        ({"EMAIL_URL": "", "REDIS_URL": "", "SITE_URL": "http://portaal.example"}, ""),
        ({"DATABASE_URL": ""}, ""),
    ],
)
def test_a_public_site_starts_only_with_all_it_needs(tmp_path, given, last):
    env = {**os.environ, "VAR_DIR": str(tmp_path), **PUBLIC, **given}
    load = [sys.executable, "-c", "from hto_portal import settings; print('started')"]
    done = subprocess.run(load, cwd=ROOT, env=env, capture_output=True, text=True)

    assert (done.stdout == "started\n") == (not last)
    assert last in done.stderr
