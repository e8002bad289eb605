"""Reading the environment: a wrong value is one sentence that names it."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from hto_portal import environment
from tests.sources import ROOT


@pytest.fixture
def set_to(monkeypatch):
    def put(value):
        if value is None:
            monkeypatch.delenv("NAAM", raising=False)
        else:
            monkeypatch.setenv("NAAM", value)

    return put


def refusal(read, *arguments):
    with pytest.raises(ImproperlyConfigured) as refused:
        read("NAAM", *arguments)
    return str(refused.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, False), ("", False), (" ", False), ("0", False), ("No", False), ("off", False),
     ("1", True), ("TRUE", True), (" yes ", True)],
)  # fmt: skip
def test_a_flag_is_yes_or_no(set_to, value, expected):
    set_to(value)
    assert environment.flag("NAAM") is expected


@pytest.mark.parametrize("value", ["2", "ja", "-1", "maybe"])
def test_any_other_flag_is_refused(set_to, value):
    set_to(value)
    assert refusal(environment.flag) == f"NAAM={value!r}: use 1 or 0."


@pytest.mark.parametrize(("value", "expected"), [(None, 7), ("", 7), ("0", 0), (" 12 ", 12)])
def test_a_number_is_whole(set_to, value, expected):
    set_to(value)
    assert environment.number("NAAM", 7) == expected


@pytest.mark.parametrize("value", ["-1", "1.5", "een", "²", "1 2", "0x1", "9" * 5000])
def test_any_other_number_is_refused(set_to, value):
    set_to(value)
    assert refusal(environment.number) == f"NAAM={value!r}: use a whole number."


def test_words_are_parted_by_commas(set_to):
    set_to(" a.example, ,b.example ,")
    assert environment.words("NAAM") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "http://localhost:8000"),
        ("", "http://localhost:8000"),
        ("https://portaal.example", "https://portaal.example"),
        ("https://portaal.example/", "https://portaal.example"),
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_site_is_a_scheme_a_host_and_perhaps_a_port(set_to, value, expected):
    set_to(value)
    assert environment.site_url("NAAM", "http://localhost:8000") == expected


@pytest.mark.parametrize(
    "value",
    ["portaal.example", "localhost:8000", "ftp://portaal.example", "https://", "https://:8000",
     "https://portaal.example/pad", "https://portaal.example?x=1", "https://portaal.example#x",
     "https://u:p@portaal.example", "https://portaal.example:poort", "https://portaal.example:99999",
     "https://[::1", "https://por taal.example", "https://portaal.example\nX: y"],
)  # fmt: skip
def test_any_other_site_is_refused(set_to, value):
    set_to(value)
    sentence = refusal(environment.site_url, "http://localhost:8000")
    assert sentence == f"NAAM={value!r}: use for example https://portaal.example."


def test_without_a_mail_server_mails_become_files(set_to):
    set_to("")
    assert environment.email("NAAM") == {"EMAIL_BACKEND": "outbox.mailbox.FileMailbox"}


def test_a_public_site_sends_real_mail(set_to):
    set_to(" ")

    with pytest.raises(ImproperlyConfigured) as refused:
        environment.email("NAAM", required=True)

    assert str(refused.value) == (
        "NAAM is needed when SITE_URL starts with https: "
        "without it mails, login codes included, become files on the server."
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (" ", ""),
        ("redis://localhost", "redis://localhost"),
        (" rediss://:p%40@redis.example:6380/5 ", "rediss://:p%40@redis.example:6380/5"),
    ],
)
def test_a_broker_is_one_address_or_none(set_to, value, expected):
    set_to(value)
    assert environment.redis("NAAM", required=False) == expected


@pytest.mark.parametrize(
    "value", ["redis.example:6379", "http://:geheim@redis.example", "redis://", "memory://",
              "redis://:geheim@[::1", "redis://:geheim@redis.example:x"],
)  # fmt: skip
def test_any_other_broker_is_refused_without_showing_its_password(set_to, value):
    set_to(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.redis("NAAM", required=True)
    assert str(refused.value) == "NAAM: use redis://host:port/number."


@pytest.mark.parametrize("value", [None, ""])
def test_a_public_site_has_a_broker(set_to, value):
    set_to(value)

    with pytest.raises(ImproperlyConfigured) as refused:
        environment.redis("NAAM", required=True)

    assert str(refused.value) == (
        "NAAM is needed when SITE_URL starts with https: "
        "without it mails wait for ever and limits hold for one process only."
    )


@pytest.mark.parametrize("value", [None, "", " "])
def test_without_a_database_server_it_is_a_file(set_to, value):
    set_to(value)

    found = environment.database("NAAM", "sqlite:////var/portal.sqlite3")

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", "/var/portal.sqlite3")


def test_a_connection_that_was_kept_is_tried_before_it_is_used(set_to):
    set_to("postgres://u:p%40@db.example:5433/hto")

    found = environment.database("NAAM", "sqlite://")

    assert {name: found[name] for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME")} == {
        "HOST": "db.example",
        "PORT": 5433,
        "USER": "u",
        "PASSWORD": "p@",
        "NAME": "hto",
    }
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (600, True)


@pytest.mark.parametrize(
    "value", ["db.example/hto", "mysqlx://u:geheim@db.example/hto", "postgres://u:geheim@db:x/hto"]
)
def test_any_other_database_is_refused_without_showing_its_password(set_to, value):
    set_to(value)
    sentence = refusal(environment.database, "sqlite://")
    assert sentence == "NAAM: use postgres://user:password@host/name."


@pytest.mark.parametrize(
    ("value", "host", "port", "user", "password", "tls", "ssl"),
    [
        ("smtp://mail.example", "mail.example", 25, "", "", False, False),
        ("smtp://mail.example:2525/", "mail.example", 2525, "", "", False, False),
        ("smtp://u%40x:p%3A%2F@mail.example:587/?tls=starttls", "mail.example", 587, "u@x", "p:/",
         True, False),
        ("smtp://mail.example:465?tls=ssl", "mail.example", 465, "", "", False, True),
        ("smtp://mail.example?tls=none", "mail.example", 25, "", "", False, False),
    ],
)  # fmt: skip
def test_a_mail_server_is_one_address(set_to, value, host, port, user, password, tls, ssl):
    set_to(value)
    assert environment.email("NAAM") == {
        "EMAIL_BACKEND": "outbox.wire.Backend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_TIMEOUT": 30,
    }


@pytest.mark.parametrize(
    "value",
    ["mail.example", "smtp://", "http://u:geheim@mail.example", "smtp://u:geheim@mail.example:x",
     "smtp://u:geheim@mail.example?tls=ja", "smtp://u:geheim@mail.example?tsl=starttls",
     "smtp://u:geheim@mail.example?tls=ssl&tls=none", "smtp://u:geheim@mail.example/starttls",
     "smtp://u:geheim@[::1"],
)  # fmt: skip
def test_any_other_mail_server_is_refused_without_showing_its_password(set_to, value):
    set_to(value)
    assert refusal(environment.email) == "NAAM: use smtp://user:password@host:port/?tls=starttls."


def test_a_secret_key_is_made_once_and_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    var = tmp_path / "var"

    keys = {environment.secret_key(var, required=False) for _ in range(2)}

    [key] = keys
    assert len(key) > 60
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in var.iterdir()] == [
        ("secret_key", 0o600)
    ]


def test_processes_that_start_at_once_read_one_key(tmp_path):
    code = (
        "import sys; from hto_portal import environment;"
        "print(environment.secret_key(sys.argv[1], required=False))"
    )
    env = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}

    def start(_number):
        command = [sys.executable, "-c", code, str(tmp_path / "var")]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(start, range(6)))) == 1


def test_a_secret_key_from_the_environment_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "eigen")

    assert environment.secret_key(tmp_path, required=True) == "eigen"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [None, "", " \t"])
def test_a_public_site_has_a_secret_key_of_its_own(tmp_path, monkeypatch, value):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("SECRET_KEY", value)

    with pytest.raises(ImproperlyConfigured) as refused:
        environment.secret_key(tmp_path, required=True)

    assert str(refused.value) == "SECRET_KEY is needed when SITE_URL starts with https."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, {}),
        ("imaps://bounces:ge%20heim@mail.example/INBOX/Terug%20gekomen",
         ("mail.example", 993, True, "bounces", "ge heim", "INBOX/Terug gekomen")),
        ("imap://a%40b.example:x@127.0.0.1:1143/",
         ("127.0.0.1", 1143, False, "a@b.example", "x", "INBOX")),
    ],
)  # fmt: skip
def test_the_mailbox_of_bounces_is_read_from_its_address(set_to, value, expected):
    set_to(value)
    found = environment.mailbox("NAAM")
    assert (tuple(found.values()) if found else {}) == expected


@pytest.mark.parametrize(
    "value",
    ["mail", "imap://a:geheim@mail.example", "imaps://mail.example", "imaps://a@mail.example",
     "smtp://a:geheim@mail.example", "imaps://a:geheim@mail.example:0",
     "imaps://a:geheim@mail.example/?tls=none", "imaps://a:geheim@[::1/"],
)  # fmt: skip
def test_another_mailbox_is_refused_without_its_password(set_to, value):
    set_to(value)
    sentence = refusal(environment.mailbox)
    assert sentence == "NAAM: use imaps://user:password@host:port/Folder."
