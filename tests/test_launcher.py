"""What the launcher decides before it starts anything."""

import os
import re
import subprocess
import sys

import pytest

from tests.browsing import script
from tests.sources import ROOT, SOURCES

LOCAL = "http://localhost:8000"
READ = re.compile(r'(?:environ\.get|environment\.\w+|\btext)\(\s*"([A-Z_]+)"')
ROW = re.compile(r"^\|((?: `[A-Z_]+`,?)+) \|", re.MULTILINE)


@pytest.mark.parametrize(
    ("env", "address", "elsewhere"),
    [
        ({"SITE_URL": LOCAL}, "127.0.0.1", False),
        ({"SITE_URL": "http://[::1]:8000"}, "::1", False),
        ({"SITE_URL": LOCAL, "DATABASE_URL": "sqlite:///x.sqlite3"}, "127.0.0.1", False),
        ({"SITE_URL": LOCAL, "DATABASE_URL": "postgres://localhost/hto"}, "127.0.0.1", True),
        ({"SITE_URL": LOCAL, "EMAIL_URL": "smtp://localhost"}, "127.0.0.1", True),
        ({"SITE_URL": LOCAL}, "192.168.1.5", True),
        ({"SITE_URL": "https://portaal.example"}, "127.0.0.1", True),
        ({"SITE_URL": "http://localhost.example"}, "127.0.0.1", True),
        ({"SITE_URL": "http://[::1"}, "127.0.0.1", True),
    ],
)
def test_a_demo_is_made_unasked_only_where_nobody_else_can_see_it(env, address, elsewhere):
    assert script("portal").is_elsewhere(env, address) == elsewhere


@pytest.mark.parametrize(
    "url", ["localhost:6379", "http://localhost", "redis://", "redis://[::1", "redis://localhost:x"]
)
def test_what_is_no_broker_is_refused(url):
    with pytest.raises(script("surroundings").Refusal) as refused:
        script("services").check_redis(url)

    assert str(refused.value) == "REDIS_URL: use redis://host:port/number."


def test_a_broker_that_is_not_there_is_refused():
    port = script("surroundings").unused_port()

    with pytest.raises(script("surroundings").Refusal) as refused:
        script("services").check_redis(f"redis://127.0.0.1:{port}/0")

    assert str(refused.value).startswith(f"REDIS_URL: 127.0.0.1:{port} does not answer (")


def test_a_digest_is_of_what_the_files_hold(tmp_path):
    digest = script("steps").digest
    file = tmp_path / "file"
    file.write_text("een")
    first = digest([file])

    assert digest([file]) == first
    assert digest([file], "extra") != first
    file.write_text("twee")
    assert digest([file]) != first


def test_no_tool_that_looks_touches_the_database_that_is_in_use():
    titles = [title for title, _work in script("setting_up").works_to_look()]

    assert "Database" not in titles
    assert titles[-1] == "Static files"


def test_a_refusal_of_the_settings_is_shown_as_its_sentence_alone(tmp_path):
    env = {**os.environ, "VAR_DIR": str(tmp_path), "SITE_URL": "nergens"}
    (tmp_path / "log").mkdir()
    code = """
import os
from processes import run_program
from steps import Steps
from surroundings import manage

def run(children):
    Steps(children, os.environ, [("Step", lambda steps: steps.call(manage("check")))]).run_all()

raise SystemExit(run_program(run))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "scripts", env=env, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert done.stderr == "SITE_URL='nergens': use for example https://portaal.example.\n"


def names_read(files):
    return {name for path in files for name in READ.findall(path.read_text(encoding="utf-8"))}


def test_the_launcher_and_the_readme_know_every_variable_that_is_read():
    launcher = names_read([ROOT / "scripts" / "portal.py"])
    settings = names_read(SOURCES)
    rows = ROW.findall((ROOT / "README.md").read_text(encoding="utf-8"))

    assert launcher == {"PORT", "BIND"}
    assert {*script("surroundings").OURS, "VAR_DIR"} == settings
    assert sorted(re.findall("[A-Z_]+", " ".join(rows))) == sorted(launcher | settings)


@pytest.mark.parametrize("value", ["", " "])
def test_a_blank_variable_is_none_for_the_launcher(monkeypatch, tmp_path, value):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("EMAIL_URL", value)

    assert "EMAIL_URL" not in script("surroundings").environment()


@pytest.mark.parametrize("value", ["0", "65536", "-1", "x", "²", "9" * 5000])
def test_what_is_no_port_is_refused(monkeypatch, value):
    monkeypatch.setenv("PORT", value)

    with pytest.raises(script("surroundings").Refusal) as refused:
        script("portal")._port()

    assert str(refused.value) == f"PORT={value}: use a number from 1 to 65535."
