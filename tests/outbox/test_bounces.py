"""What raw mails report, however messy; and that nothing is called hard without a reason."""

import io
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.bounces import raw, reports, verdicts
from tests.outbox.bounce_samples import FULL, JAN, OURS, SAMPLES, UNKNOWN, block, dsn

KINDS = {"hard", "soft", "delay", "delivered", "complaint", "auto-reply", "none"}


def told(data):
    return [(report.kind, report.recipient) for report in reports.read(data)]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_mail_reports_who_did_not_get_it_and_why(name):
    data, expected = SAMPLES[name]

    assert told(data) == expected


def test_a_report_holds_the_words_of_the_server_and_names_our_mail():
    [report] = reports.read(UNKNOWN)

    assert report.reason == "550 5.1.1 <jan@school.example>... User unknown"
    assert report.message_id == OURS


@pytest.mark.parametrize(
    ("status", "diagnostic", "expected"),
    [
        ("5.1.1", "", "hard"),
        ("5.1.2", "", "hard"),
        ("5.1.3", "", "hard"),
        ("5.1.10", "", "hard"),
        ("5.4.4", "", "hard"),
        ("5.2.1", "", "hard"),
        ("5.2.2", "", "soft"),
        ("5.3.4", "", "soft"),
        ("5.7.1", "", "soft"),
        ("5.7.26", "550 5.7.26 unauthenticated mail is prohibited", "soft"),
        ("4.1.1", "", "soft"),
        ("4.4.7", "message expired", "soft"),
        ("4.4.1", "connection timed out", "soft"),
        ("5.4.6", "mail loops back to myself", "soft"),
        ("", "", "soft"),
        ("5.1.1", "552 5.2.2 mailbox full", "soft"),
        ("5.1.1", "550 rejected as spam", "soft"),
        ("5.0.0", "550 Requested action not taken: mailbox unavailable", "hard"),
        ("4.0.0", "450 Requested action not taken: mailbox unavailable, try again later", "soft"),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)", "hard"),
        ("5.2.1", "550 The user you try to contact gets mail at a rate that is too high", "soft"),
        ("4.2.1", "450 4.2.1 The account is temporarily disabled", "soft"),
        ("5.0.0", "550 relaying denied, no such user", "soft"),
        ("5.7.1", "554 5.7.1 Recipient address rejected: Access denied", "soft"),
        ("5.1.1", "550 5.1.1 recipient temporarily unknown, try again later", "soft"),
        ("5.1.1", "550 5.1.1 callback for the sender failed: user unknown", "soft"),
        ("5.2.1", "550 5.2.1 mailbox unavailable, your IP address is blacklisted", "soft"),
        ("5.2.1", "550 5.2.1 mailbox unavailable", "hard"),
        ("5.0.0", "550 too many invalid recipients", "soft"),
        ("5.7.324", "dnssec-invalid: the domain returned invalid records", "soft"),
        ("5.5.4", "501 5.5.4 invalid domain name", "soft"),
        ("5.0.0", "550 sending domain does not exist", "soft"),
        ("5.0.0", "550 User not found:jan@school.example", "hard"),
        ("5.0.0", "550 user jan.jansen does not exist", "hard"),
        ("5.0.0", "host mx.school.example not found", "hard"),
        ("5.0.0", "Esta casilla ha expirado", "hard"),
    ],
)
def test_only_an_answer_about_the_address_itself_is_hard(status, diagnostic, expected):
    assert verdicts.of_fields("failed", status, diagnostic) == expected


def test_one_file_can_hold_many_mails():
    box = b"".join(
        b"From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n" + mail + b"\n" for mail in (UNKNOWN, FULL)
    )

    assert [told(mail) for mail in raw.mails(io.BytesIO(box))] == [[("hard", JAN)], [("soft", JAN)]]


def test_a_mail_of_forty_megabytes_is_read_in_little_memory():
    head, _mark, rest = UNKNOWN.partition(b"Dag Jan")
    line = b"QUJD" * 18 + b"\r\n"
    large = io.BytesIO(head + line * 540_000 + rest)
    assert large.getbuffer().nbytes > 39_000_000
    tracemalloc.start()

    [data] = raw.mails(large)
    found = told(data)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == [("hard", JAN)]
    assert peak < 25_000_000


def test_what_stands_after_forty_megabytes_is_read_too():
    mail = dsn(block("failed", "5.1.1"), said="x" * 70 + "\n" + ("y" * 70 + "\n") * 570_000)

    [data] = raw.mails(io.BytesIO(mail))

    assert told(data) == [("hard", JAN)]


@given(st.binary(max_size=3000))
def test_no_bytes_are_too_strange(data):
    found = reports.read(data)

    assert found
    assert {report.kind for report in found} <= KINDS - {"hard"}


@given(st.text(max_size=400), st.sampled_from(["From: ", "Subject: ", "Content-Type: ", "To: "]))
def test_no_header_is_too_strange(value, name):
    data = name.encode() + value.encode("utf-8", "surrogatepass") + b"\n\nHallo\n"

    assert {report.kind for report in reports.read(data)} <= KINDS - {"hard"}


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 4000))
def test_a_mail_cut_off_anywhere_is_still_read(name, length):
    data, expected = SAMPLES[name]

    found = told(data[:length])

    # A name that was cut off is another name, but nobody else is called dead.
    dead = [who for kind, who in found if kind == "hard" and who]
    assert all(any(str(name).startswith(who) for _kind, name in expected) for who in dead)


@given(st.lists(st.sampled_from(sorted(SAMPLES)), min_size=2, max_size=4))
def test_mails_inside_each_other_are_read(names):
    data = b"".join(SAMPLES[name][0] for name in names)

    assert {report.kind for report in reports.read(data)} <= KINDS


def test_a_thousand_mails_inside_each_other_are_no_danger():
    inner = b"".join(b"Content-Type: message/rfc822\n\n" for _number in range(3000))

    assert told(inner + UNKNOWN)


def test_a_report_about_thousands_is_read_at_once():
    names = [f"{number}@s.eu" for number in range(4000)]
    data = dsn(*[block("failed", "5.1.1", to=name) for name in names], said="\n".join(names))
    began = time.monotonic()

    found = reports.read(data)

    assert len(found) > 1000
    assert time.monotonic() - began < 10


def test_parts_within_parts_without_end_are_read_at_once():
    layers = [f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(240)]
    data = f"From: MAILER-DAEMON@x.example\n{''.join(layers)}\n" + "--x\n" * 200_000
    began = time.monotonic()

    assert told(data.encode()) == [("none", None)]
    assert time.monotonic() - began < 10
