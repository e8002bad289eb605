"""Raw mails as servers really send them, with what they report: (kind, recipient) each.

Composed after what mail systems write; every address and host is fictional.
"""

# ruff: noqa: E501  (lines of mails are as long as they are)

from base64 import b64encode
from email import policy
from email.message import EmailMessage

HARD, SOFT, DELAY, DELIVERED = "hard", "soft", "delay", "delivered"
COMPLAINT, REPLY, NONE = "complaint", "auto-reply", "none"
JAN, EVA = "jan@school.example", "eva@vmbo.example"
OURS = "<4711@portaal.example>"
ORIGINAL = f"""From: HTO-portaal <portaal@portaal.example>
To: {JAN}
Subject: Uren bevestigen; user unknown, mailbox full
Message-ID: {OURS}

Dag Jan
"""


def head(
    subject="Undelivered Mail Returned to Sender", sender="MAILER-DAEMON@mx.example", extra=""
):
    return (
        f"Return-Path: <>\nFrom: Mail Delivery System <{sender}>\nTo: portaal@portaal.example\n"
        f"Subject: {subject}\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n{extra}"
    )


def text(body, **fields):
    return (head(**fields) + "\n" + body).encode()


def block(action, status="", diagnostic="", to=JAN, field="Final-Recipient: rfc822;"):
    lines = [f"{field} {to}", f"Action: {action}" if action else ""]
    lines += [f"Status: {status}" if status else ""]
    lines += [f"Diagnostic-Code: {diagnostic}" if diagnostic else ""]
    return "\n".join(filter(None, lines)) + "\n"


def dsn(
    *blocks, said="Your message could not be delivered.", end="--b--\n", kind="delivery-status"
):
    return (
        head(extra="Auto-Submitted: auto-replied\n")
        + 'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n boundary="b"\n'
        + f"\n--b\nContent-Type: text/plain; charset=utf-8\n\n{said}\n"
        + f"\n--b\nContent-Type: message/{kind}\n\nReporting-MTA: dns; mx.example\n\n"
        + "\n".join(blocks)
        + f"\n--b\nContent-Type: message/rfc822\n\n{ORIGINAL}\n{end}"
    ).encode()


def arf(fields, to=JAN):
    return (
        head(subject="FW: Uren", sender="feedback@isp.example")
        + 'Content-Type: multipart/report; report-type=feedback-report; boundary="a"\n'
        + "\n--a\nContent-Type: text/plain\n\nThis is an email abuse report.\n"
        + f"\n--a\nContent-Type: message/feedback-report\n\n{fields}\n"
        + f"\n--a\nContent-Type: message/rfc822\n\n{ORIGINAL.replace(JAN, to)}\n--a--\n"
    ).encode()


def reply(subject, extra="", body="Ik ben er weer op 9 maart."):
    return (
        f"From: Jan <{JAN}>\nTo: portaal@portaal.example\nSubject: {subject}\n{extra}\n{body}\n"
    ).encode()


def encoded_status(encoding):
    fields = (
        f"Reporting-MTA: dns; mx.example\n\n{block('failed', '5.1.1', 'smtp; 550 no such user')}"
    )
    if encoding == "base64":
        fields = b64encode(fields.encode()).decode()
    else:
        fields = fields.replace("=", "=3D").replace("Final-Recipient", "Final-Recip=\nient")
    good = dsn(block("XX")).decode()
    start = good.index("Content-Type: message/delivery-status")
    end = good.index("--b\nContent-Type: message/rfc822")
    part = f"Content-Type: message/delivery-status\nContent-Transfer-Encoding: {encoding}\n\n{fields}\n"
    return (good[:start] + part + good[end:]).encode()


def forwarded():
    """By a person, as an attachment."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"] = "leider@portaal.example", "beheer@portaal.example"
    mail["Subject"] = "Fwd: dit kwam terug"
    mail.set_content("Kun jij hier iets mee?")
    mail.add_attachment(
        UNKNOWN, maintype="application", subtype="octet-stream", filename="terug.eml"
    )
    return bytes(mail)


UNKNOWN = dsn(block("failed", "5.1.1", "smtp; 550 5.1.1 <jan@school.example>... User unknown"))
FULL = dsn(block("failed", "5.2.2", "smtp; 552 5.2.2 mailbox full"))
WRAPPED = block("failed", "5.1.10", "smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound;\n Recipient"
                " not found by SMTP address lookup")  # fmt: skip

SAMPLES = {
    "unknown user": (UNKNOWN, [(HARD, JAN)]),
    "mailbox full with a permanent code": (FULL, [(SOFT, JAN)]),
    "exchange online, a folded field": (dsn(WRAPPED), [(HARD, JAN)]),
    "expired": (dsn(block("failed", "4.4.7", "smtp; 451 delivery time expired")), [(SOFT, JAN)]),
    "a transient code for who is not there": (
        dsn(block("failed", "4.1.1", "smtp; 450 4.1.1 <jan@school.example>: no such user here")),
        [(HARD, JAN)],
    ),
    "the code in the field is wrong, that of the server right": (
        dsn(block("failed", "4.0.0", "smtp; 550 5.1.1 User unknown")), [(HARD, JAN)],
    ),
    "a host that could not be looked up": (
        dsn(block("failed", "5.4.3", "X-Postfix; Host not found, try again")), [(SOFT, JAN)],
    ),
    "a domain that does not exist": (
        dsn(block("failed", "5.4.4", "X-Postfix; Host or domain name not found.")), [(HARD, JAN)],
    ),
    "blocked for our reputation": (
        dsn(block("failed", "5.7.1", "smtp; 554 5.7.1 blocked using zen.dnsbl.example")),
        [(SOFT, JAN)],
    ),
    "the sender is unknown, not the reader": (
        dsn(block("failed", "5.1.8", "smtp; 553 Domain of sender address does not exist")),
        [(SOFT, JAN)],
    ),
    "too large": (dsn(block("failed", "5.3.4", "smtp; 552 message too large")), [(SOFT, JAN)]),
    "no reason at all": (dsn(block("failed", "5.0.0")), [(SOFT, JAN)]),
    "disabled": (dsn(block("failed", "5.2.1", "smtp; 550 account is disabled")), [(HARD, JAN)]),
    "a delay that speaks of an unknown user": (
        dsn(block("delayed", "4.1.1", "smtp; 450 user unknown, will retry")), [(DELAY, JAN)],
    ),
    "several recipients, each with an outcome": (
        dsn(block("failed", "5.1.1"), block("delayed", "4.2.2", to=EVA),
            block("relayed", "2.0.0", to="c@c.example")),
        [(HARD, JAN), (DELAY, EVA), (DELIVERED, "c@c.example")],
    ),
    "the address we mailed, not where it was forwarded to": (
        dsn(f"Original-Recipient: rfc822;{JAN}\n" + block("failed", "5.1.1", to="x@elders.example")),
        [(HARD, JAN)],
    ),
    "angle brackets and no type": (
        dsn(block("failed", "5.1.1", to=f"<{JAN}>", field="Final-Recipient:")), [(HARD, JAN)],
    ),
    "an address beyond ASCII": (
        dsn(block("failed", "5.1.1", to=r"j\x{f8}rgen@school.example",
                  field="Final-Recipient: utf-8;"), kind="global-delivery-status"),
        [(HARD, "jørgen@school.example")],
    ),
    "a name with an apostrophe": (
        dsn(block("failed", "5.1.1", to="<d'hondt@school.example>")), [(HARD, "d'hondt@school.example")],
    ),
    "a rewritten address of which a part is somebody else's": (
        dsn(block("failed", "5.1.1", to="srs0=x1=b.example=jan@fwd.example")),
        [(HARD, "srs0=x1=b.example=jan@fwd.example")],
    ),
    "base64": (encoded_status("base64"), [(HARD, JAN)]),
    "quoted-printable": (encoded_status("quoted-printable"), [(HARD, JAN)]),
    "no final boundary": (dsn(block("failed", "5.1.1"), end=""), [(HARD, JAN)]),
    "a boundary that is another": (UNKNOWN.replace(b'boundary="b"', b'boundary="c"'), [(HARD, JAN)]),
    "bare CR": (UNKNOWN.replace(b"\n", b"\r"), [(HARD, JAN)]),
    "mixed line ends": (UNKNOWN.replace(b"\n", b"\r\n", 9).replace(b"\n\n", b"\r\r"), [(HARD, JAN)]),
    "null bytes": (UNKNOWN.replace(b"Status", b"\0Sta\0tus"), [(HARD, JAN)]),
    "two bytes per letter": (UNKNOWN.decode().encode("utf-16"), [(HARD, JAN)]),
    "a forwarded bounce": (forwarded(), [(HARD, JAN)]),
    "qmail": (
        text(f"Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver "
             f"your message to the following addresses.\n\n<{JAN}>:\nSorry, no mailbox here by that "
             f"name. (#5.1.1)\n\n<{EVA}>:\nUser is over quota. (#5.2.2)\n\n--- Below this line is a "
             f"copy of the message.\n\n{ORIGINAL}", subject="failure notice"),
        [(HARD, JAN), (SOFT, EVA)],
    ),
    "exim": (
        text("This message was created automatically by mail delivery software.\n\nA message that you "
             "sent could not be delivered to one or more of its\nrecipients. This is a permanent error."
             f" The following address(es) failed:\n\n  {JAN}\n    host mx.example [192.0.2.1]\n    SMTP "
             f"error from remote mail server after RCPT TO:<{JAN}>:\n    550 5.1.1 User unknown\n\n"
             f"------ This is a copy of the message, including all the headers. ------\n\n{ORIGINAL}",
             extra=f"X-Failed-Recipients: {JAN}\nAuto-Submitted: auto-replied\n"),
        [(HARD, JAN)],
    ),
    "gmail in plain text": (
        text(f"Delivery to the following recipient failed permanently:\n\n     {JAN}\n\nTechnical details"
             " of permanent failure:\nThe email account that you tried to reach is over quota.\n\n"
             f"----- Original message -----\n\n{ORIGINAL}"),
        [(SOFT, JAN)],
    ),
    "exchange in Dutch": (
        text(f"Uw bericht is niet bezorgd bij:\n\n{JAN}\nHet e-mailadres is niet gevonden.\n",
             subject="Onbestelbaar: Uren", sender="postmaster@school.example"),
        [(HARD, JAN)],
    ),
    "office 365 as HTML": (
        text(f"<html><body><p>Your message to <b>{JAN}</b> couldn't be delivered.</p><p>jan wasn't found "
             "at school.example.</p></body></html>", subject="Undeliverable: Uren",
             extra="Content-Type: text/html; charset=us-ascii\n"),
        [(HARD, JAN)],
    ),
    "still trying": (
        text(f"This is a warning message only. Your message to {JAN} has been delayed.\nYou do not need "
             "to resend it, delivery attempts will continue.\n", subject="Delayed Mail"),
        [(DELAY, JAN)],
    ),
    "a reason nobody can read": (
        text(f"Your message could not be delivered to:\n\n  {JAN}\n\nError 0x17.\n"), [(SOFT, JAN)],
    ),
    "a complaint": (
        arf(f"Feedback-Type: abuse\nUser-Agent: x/1\nOriginal-Rcpt-To: <{EVA}>"), [(COMPLAINT, EVA)],
    ),
    "a complaint that names the reader in our mail": (
        arf("Feedback-Type: abuse\nVersion: 1"), [(COMPLAINT, JAN)],
    ),
    "no complaint at all": (arf("Feedback-Type: not-spam"), [(NONE, None)]),
    "out of office": (
        reply("Automatisch antwoord: Uren", "Auto-Submitted: auto-replied\n"), [(REPLY, None)],
    ),
    "out of office without a header for it": (
        reply("Abwesenheitsnotiz: Uren", "In-Reply-To: <1@portaal.example>\n"), [(REPLY, None)],
    ),
    "out of office that tells of a colleague who left": (
        reply("Out of office", "X-Auto-Response-Suppress: All\n", f"{EVA} does not exist any more."),
        [(REPLY, None)],
    ),
    "a read receipt": (
        b"From: jan@school.example\nSubject: Gelezen: Uren\nContent-Type: multipart/report; "
        b'report-type=disposition-notification; boundary="r"\n\n--r\n\nGelezen.\n--r\n'
        b"Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;jan@school.example"
        b"\nDisposition: manual-action/MDN-sent-manually; displayed\n--r--\n",
        [(NONE, None)],
    ),
    "a person who quotes a bounce": (
        reply("Re: Undelivered Mail", "In-Reply-To: <2@x.example>\n",
              f"Ik kreeg dit:\n> <{EVA}>: 550 5.1.1 user unknown\n"),
        [(NONE, None)],
    ),
    "an ordinary mail": (reply("Vraag", body="Waar vind ik mijn uren?"), [(NONE, None)]),
    "nothing": (b"", [(NONE, None)]),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, [(NONE, None)]),
}  # fmt: skip
