"""Mail sent by another process: one that is killed half-way, and Celery as it really runs."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import redis
from celery import Celery
from django.db import connection
from django.utils import timezone

from outbox import claiming, delivery
from outbox.models import Message
from tests.outbox.rows import waiting, with_link
from tests.real_database import environment
from tests.relay import relay_to
from tests.used import used

SETTLED = ("sent", "failed", "in_doubt", "cancelled")
DRAIN = "import django; django.setup(); from outbox import delivery; delivery.drain()"


@contextmanager
def process(*command, log, env):
    """A process that is ended, by its own number, when the test is done with it."""
    with log.open("wb") as output:
        started = subprocess.Popen(
            [sys.executable, *command], stdout=output, stderr=subprocess.STDOUT, env=env
        )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(timeout=20)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def wait_until(done, log, seconds=60):
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


def of_process(database, post, tmp_path, **extra):
    return environment(
        database,
        DJANGO_SETTINGS_MODULE="hto_portal.settings",
        EMAIL_URL=post.url,
        VAR_DIR=str(tmp_path / "var"),
        **extra,
    )


def test_what_was_on_the_wire_when_its_worker_was_killed_is_never_sent_again(
    shared_database, post, tmp_path
):
    before, hit, after = waiting("1@x.example"), waiting("2@x.example"), waiting("3@x.example")
    post.hesitates, post.hesitates_only_for = 60, hit.to
    log, env = tmp_path / "log", of_process(shared_database, post, tmp_path, REDIS_URL="")

    with process("-c", DRAIN, log=log, env=env) as worker:
        wait_until(lambda: Message.objects.get(pk=hit.pk).status == "sending", log)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    post.hesitates = 0
    delivery.drain()
    now = timezone.now() + claiming.STUCK_AFTER + timedelta(minutes=1)
    delivery.drain(now=now)
    delivery.drain(now=now + timedelta(days=7))

    rows = [Message.objects.get(pk=message.pk) for message in (before, hit, after)]
    assert [row.status for row in rows] == ["sent", "in_doubt", "sent"]
    assert [post.addresses.count(row.to) for row in rows] == [1, 0, 1]


@pytest.fixture
def broker():
    """An empty database of the Redis server of REDIS_URL, emptied again afterwards."""
    for number in range(15, 0, -1):
        url = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()
        own = redis.Redis.from_url(url)
        # Nothing in it, and no other test run takes it in the same moment.
        if own.dbsize() == 0 and own.set("test", 1, nx=True, ex=600):
            break
        own.close()
    else:
        pytest.fail("no empty database on the Redis server")
    yield url
    used["Redis"] = own.info("server")["redis_version"].rpartition(".")[0]
    own.flushdb()
    own.close()


@pytest.mark.redis
@pytest.mark.slow
def test_a_waiting_message_really_arrives_by_beat_and_worker(
    shared_database, post, broker, tmp_path
):
    """With the clock as it is set: beat rings every ten seconds."""
    message, invitation = waiting(), with_link("bram@voorbeeld.example")
    env = of_process(shared_database, post, tmp_path, REDIS_URL=broker)
    (tmp_path / "var").mkdir()
    celery = ["-m", "celery", "-A", "hto_portal"]
    worker = [*celery, "worker", "--pool", "solo", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--schedule", str(tmp_path / "schedule"), "--pidfile="]

    log = tmp_path / "log"
    with (
        process(*worker, log=log, env=env),
        process(*beat, log=tmp_path / "beat", env=env),
    ):
        wait_until(lambda: not Message.objects.exclude(status__in=SETTLED).exists(), log)

    assert sorted(post.addresses) == [invitation.to, message.to]
    assert set(Message.objects.values_list("status", "attempts")) == {("sent", 1)}


@pytest.mark.redis
@pytest.mark.slow
@pytest.mark.parametrize("pool", ["prefork", "threads"])
def test_a_worker_outlives_a_broker_that_goes_away_in_the_middle_of_a_task(
    shared_database, post, broker, tmp_path, pool
):
    """The mail goes on, and what the broker says once it is back is heard."""
    first, log, at = waiting("1@x.example"), tmp_path / "log", urlsplit(broker)
    post.hesitates, post.hesitates_only_for = 4, first.to
    (tmp_path / "var").mkdir()
    worker = ["-m", "celery", "-A", "hto_portal", "worker", "--pool", pool, "--concurrency", "2"]

    with relay_to(at.hostname, at.port or 6379) as relay:
        url = at._replace(netloc=f"127.0.0.1:{relay.port}").geturl()
        env = of_process(shared_database, post, tmp_path, REDIS_URL=url)
        with process(*worker, log=log, env=env) as started, Celery(broker=broker) as clock:
            clock.send_task("outbox.tasks.drain")
            wait_until(lambda: Message.objects.get(pk=first.pk).status == "sending", log)
            relay.cut()
            time.sleep(1)
            relay.mend()
            wait_until(lambda: Message.objects.get(pk=first.pk).status == "sent", log)
            second = waiting("2@x.example")
            clock.send_task("outbox.tasks.drain")
            wait_until(lambda: Message.objects.get(pk=second.pk).status == "sent", log, 30)
            assert started.poll() is None

    assert post.addresses == [first.to, second.to]


@pytest.mark.postgres
def test_a_database_that_restarts_leaves_nothing_lost_doubled_or_in_doubt(
    shared_database, post, tmp_path
):
    """Every connection of the worker is cut while a mail is on the wire."""
    messages = [waiting(f"{number}@x.example") for number in range(6)]
    post.hesitates = 0.4
    log, env = tmp_path / "log", of_process(shared_database, post, tmp_path, REDIS_URL="")

    with process("-c", DRAIN, log=log, env=env) as worker:
        for number in (1, 3, 5):
            wait_until(lambda: len(post.mails) >= number, log)  # noqa: B023  called at once
            cut_other_connections()
        worker.wait(timeout=60)

    assert sorted(post.addresses) == sorted(message.to for message in messages)
    assert set(Message.objects.values_list("status", "attempts")) == {("sent", 1)}


def cut_other_connections():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
