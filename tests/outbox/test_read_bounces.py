"""`manage.py read_bounces`: what it prints, what it writes, and what it refuses."""

import io
import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from outbox.models import Bounce
from tests.outbox.bounce_samples import EVA, FULL, JAN, SAMPLES, UNKNOWN, block, dsn


def lines(*paths):
    out = StringIO()
    call_command("read_bounces", *map(str, paths), "--dry-run", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def folder(tmp_path):
    def put(name, data):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    put.root = tmp_path
    return put


def test_a_dry_run_prints_a_line_per_recipient_and_writes_nothing(db, folder):
    path = folder("twee.eml", dsn(block("failed", "5.1.1"), block("delayed", "4.2.2", to=EVA)))

    assert [tuple(line) for line in lines(path)] == [("file", "recipient", "kind", "reason")] * 2
    assert [(line["file"], line["recipient"], line["kind"]) for line in lines(path)] == [
        (str(path), JAN, "hard"),
        (str(path), EVA, "delay"),
    ]
    assert not Bounce.objects.exists()


def test_a_mail_without_news_is_one_line_without_a_name(folder):
    paths = [folder("leeg.eml", b""), folder("weg.eml", SAMPLES["out of office"][0])]

    assert [(line["recipient"], line["kind"]) for line in lines(*paths)] == [
        (None, "none"),
        (None, "auto-reply"),
    ]


def test_a_folder_is_read_in_order_with_all_that_is_in_it(folder):
    folder("b.eml", UNKNOWN)
    folder("a/deep.eml", FULL)
    folder("c.mbox", b"From x@y.example Mon Mar  2 09:00:00 2026\n" + UNKNOWN)

    found = [(line["file"].removeprefix(str(folder.root)), line["kind"])
             for line in lines(folder.root)]  # fmt: skip

    assert sorted(found) == [("/a/deep.eml", "soft"), ("/b.eml", "hard"), ("/c.mbox", "hard")]


def test_of_a_maildir_what_is_still_being_written_is_left_alone(folder):
    for name in ("box/cur/1:2,S", "box/new/2", "box/tmp/3", "box/.Archief/cur/4"):
        folder(name, UNKNOWN)
    for name in ("new", "tmp"):
        (folder.root / "box/.Archief" / name).mkdir()
    folder("box/maildirsize", b"1000S")

    read = [line["file"].removeprefix(str(folder.root)) for line in lines(folder.root / "box")]

    assert sorted(read) == ["/box/.Archief/cur/4", "/box/cur/1:2,S", "/box/new/2"]


def test_of_a_folder_without_mail_it_says_so(folder):
    out, err = StringIO(), StringIO()

    call_command("read_bounces", str(folder.root), "--dry-run", stdout=out, stderr=err)

    assert (out.getvalue(), err.getvalue()) == ("", "Geen mail gevonden.\n")


def test_no_name_at_all_is_not_the_folder_one_is_in(folder, monkeypatch):
    folder("a.eml", UNKNOWN)
    monkeypatch.chdir(folder.root)
    out, err = StringIO(), StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("read_bounces", "", "--dry-run", stdout=out, stderr=err)

    assert (ended.value.code, out.getvalue()) == (2, "")
    assert err.getvalue() == '"": dit bestand bestaat niet.\n'


@pytest.mark.django_db
def test_a_file_that_goes_while_others_are_read_is_told(folder):
    first, second = folder("a.eml", UNKNOWN), folder("b.eml", FULL)
    err = StringIO()

    class Out(StringIO):
        def write(self, text):
            second.unlink(missing_ok=True)
            return super().write(text)

    out = Out()
    with pytest.raises(SystemExit) as ended:
        call_command("read_bounces", str(first), str(second), "--dry-run", stdout=out, stderr=err)

    assert ended.value.code == 2
    assert json.loads(out.getvalue())["kind"] == "hard"
    assert err.getvalue() == f"{second}: dit bestand bestaat niet.\n"


def test_whoever_stops_reading_sees_no_error(folder):
    paths = [str(folder(f"{number}.eml", UNKNOWN)) for number in range(2000)]
    command = [sys.executable, "manage.py", "read_bounces", str(folder.root), "--dry-run"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        line = running.stdout.readline()
        running.stdout.close()
        told = running.stderr.read()

    assert json.loads(line)["file"] in paths
    assert (told, running.returncode) == (b"", 0)


@pytest.mark.django_db
def test_without_a_dry_run_it_writes_and_counts(folder):
    out = StringIO()
    paths = [str(folder("a.eml", UNKNOWN)), str(folder("b.eml", FULL))]

    call_command("read_bounces", *paths, stdout=out)
    call_command("read_bounces", *paths, stdout=out)

    assert out.getvalue() == "1 komt nooit aan, 1 kwam nu niet aan\n2 al bekend\n"
    assert sorted(Bounce.objects.values_list("source", "kind")) == [
        ("a.eml", "hard"),
        ("b.eml", "soft"),
    ]


@pytest.mark.django_db
def test_one_path_that_cannot_be_read_stops_it_all(folder):
    good, err, out = str(folder("a.eml", UNKNOWN)), StringIO(), StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("read_bounces", good, "/bestaat/niet.eml", stdout=out, stderr=err)

    assert ended.value.code == 2
    assert err.getvalue() == "/bestaat/niet.eml: dit bestand bestaat niet.\n"
    assert out.getvalue() == ""
    assert not Bounce.objects.exists()


@pytest.mark.django_db
def test_a_name_that_is_no_text_is_written_down_as_far_as_it_is(folder):
    folder(os.fsdecode(b"caf\xe9.eml"), UNKNOWN)

    call_command("read_bounces", str(folder.root), stdout=StringIO())

    assert Bounce.objects.get().source == "caf?.eml"


def test_a_terminal_without_the_letters_of_a_reason_gets_it_in_ascii(folder):
    path = folder("a.eml", UNKNOWN.replace(b"User unknown", "User \N{OWL} unknown".encode()))
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    call_command("read_bounces", str(path), "--dry-run", stdout=out)

    out.seek(0)
    assert "\N{OWL}" in json.loads(out.read())["reason"]
