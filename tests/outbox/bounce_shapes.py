"""Bounces of a shape that is less usual, with what they report; composed as those of
bounce_samples are."""

# ruff: noqa: E501  (lines of mails are as long as they are)

import json

from tests.outbox.bounce_samples import (
    COMPLAINT,
    DELAY,
    DELIVERED,
    EVA,
    HARD,
    JAN,
    NONE,
    ORIGINAL,
    REPLY,
    SOFT,
    UNKNOWN,
    block,
    dsn,
    reply,
    text,
)


def passed_on(*mails):
    """By somebody who adds a line of text."""
    parts = "".join(f"\n--p\nContent-Type: message/rfc822\n\n{mail.decode()}\n" for mail in mails)
    return (
        "From: leider@portaal.example\nTo: beheer@portaal.example\nSubject: Fwd: kwam terug\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="p"\n'
        f"\n--p\nContent-Type: text/plain\n\nKijk jij hiernaar?\n{parts}--p--\n"
    ).encode()


def notice(kind, wrapped=False, **details):
    """As Amazon mails it."""
    told = json.dumps(
        {"notificationType": kind, "mail": {"source": "portaal@portaal.example"}, **details}
    )
    if wrapped:
        told = json.dumps({"Type": "Notification", "Message": told})
    body = f"{told}\n\n--\nTo stop receiving these notices: https://sns.example/stop\n"
    return (
        "From: AWS <no-reply@sns.example>\nTo: portaal@portaal.example\n"
        f"Subject: AWS Notification Message\n\n{body}"
    ).encode()


def bounced(status, diagnostic, kind="Permanent"):
    return {"bounceType": kind, "bouncedRecipients": [
        {"emailAddress": JAN, "action": "failed", "status": status, "diagnosticCode": f"smtp; {diagnostic}"}
    ]}  # fmt: skip


NEWSLETTER = (
    "From: Vereniging <info@vereniging.example>\nSender: nieuws-bounces@lijst.example\n"
    "To: portaal@portaal.example\nSubject: Nieuws\nList-Id: <nieuws.lijst.example>\n{extra}\n"
    f"Thank you. Mail can not be sent to our old address {EVA} any more.\n"
)
FAILED = "This is a permanent error. The following address(es) failed:\n\n"
STILL_TRYING = "This is a warning. Delivery attempts will continue.\n"

SHAPES = {
    "passed on": (passed_on(UNKNOWN), [(HARD, JAN)]),
    "a delay passed on": (
        passed_on(text(f"Delivery to {JAN} has been delayed. {STILL_TRYING}", subject="Delayed Mail")),
        [(DELAY, JAN)],
    ),
    "plain text passed on": (
        passed_on(text(f"I'm afraid I wasn't able to deliver your message.\n\n<{JAN}>:\nno such user\n")),
        [(HARD, JAN)],
    ),
    "no boundary in the header": (
        UNKNOWN.replace(b'\n boundary="b"', b"\n charset=utf-8"), [(HARD, JAN)],
    ),
    "no Content-Type at all": (
        UNKNOWN.replace(b"Content-Type: multipart/report; report-type=delivery-status;\n boundary=\"b\"\n", b""),
        [(HARD, JAN)],
    ),
    "a name in the header that no field can have": (
        UNKNOWN.replace(b"From: ", b"X-Caf\xe9: x\nFrom: ", 1), [(HARD, JAN)],
    ),
    "a line in the header that was folded without a blank": (
        UNKNOWN.replace(b"From: ", b"Received: from a.example\nby b.example\nFrom: ", 1), [(HARD, JAN)],
    ),
    "a blank before the colon": (
        UNKNOWN.replace(b"Content-Type: multipart", b"Content-Type : multipart", 1), [(HARD, JAN)],
    ),
    "a transcript, of each what stands on its own line": (
        text("   ----- Transcript of session follows -----\n"
             f"554 <{JAN}>... Remote protocol error\n550 elders.example (smtp)... 550 Host unknown\n"
             "554 <piet@elders.example>... 550 Host unknown\n"
             f"\n   ----- Unsent message follows -----\n{ORIGINAL}", subject="Returned mail: Host unknown"),
        [(SOFT, JAN), (HARD, "piet@elders.example")],
    ),
    "what sendmail concludes from what another said": (
        text(f"   ----- The following addresses had permanent fatal errors -----\n<{JAN}>\n"
             "    (reason: 553 Sender Policy Framework fail)\n\n   ----- Transcript of session follows -----\n"
             f">>> DATA\n<<< 553 Sender Policy Framework fail\n550 5.1.1 <{JAN}>... User unknown\n",
             subject="Returned mail: see transcript for details"),
        [(SOFT, JAN)],
    ),
    "what sendmail concludes where the other said the same": (
        text(f"   ----- The following addresses had permanent fatal errors -----\n<{JAN}>\n"
             "    (reason: 550 no such user)\n\n   ----- Transcript of session follows -----\n"
             f">>> RCPT To:<{JAN}>\n<<< 550 no such user\n550 5.1.1 <{JAN}>... User unknown\n",
             subject="Returned mail: see transcript for details"),
        [(HARD, JAN)],
    ),
    "a code at the end of a line": (
        text(f"{FAILED}<{JAN}>: host mx.example said: 550\n    mailbox {JAN} unavailable\n"), [(HARD, JAN)],
    ),
    "whom to ask for help": (
        text(f"This mail came back.\nFor help, contact\n<helpdesk@isp.example>\n"
             f"about the mail that was returned.\n\n<{JAN}>: no such user\n"),
        [(HARD, JAN)],
    ),
    "whom to ask for help by mail": (
        text("This mail came back. Questions: by phone or via email at\nhelpdesk@isp.example, if it failed.\n"
             "Neem voor hulp contact op met hulp@isp.example als dit een fout is.\n"),
        [(SOFT, None)],
    ),
    "an address that was forwarded": (
        text(f"{FAILED}  piet@elders.example\n    (generated from {JAN})\n    550 no such user\n",
             extra=f"X-Failed-Recipients: piet@elders.example, {JAN}\n"),
        [(HARD, "piet@elders.example"), (HARD, JAN)],
    ),
    "what a server heard, with whom the mail was from": (
        text("Transcript of session follows.\n\n In:  MAIL FROM:<ander@elders.example> SIZE=2000\n"
             f" Out: 250 2.1.0 Ok\n In:  RCPT TO:<{JAN}>\n Out: 451 4.3.0 queue file write error\n",
             subject="Postfix SMTP server: errors from localhost"),
        [(SOFT, JAN)],
    ),
    "who was refused is the sender": (
        text(f"{FAILED}  {JAN}\n    host mx.example: 550 5.1.1\n    Callback failed for the sender: user unknown\n"),
        [(SOFT, JAN)],
    ),
    "of no daemon, but nobody can answer it and our mail is in it": (
        (f"Return-Path: <>\nFrom: no-reply@mobiel.example\nTo: portaal@portaal.example\nSubject: Mail\n"
         'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="k"\n\n--k\nContent-Type: text/plain\n\n'
         f"Could not be delivered to: <{JAN}>\nAs their mailbox is full.\n\n--k\nContent-Type: message/rfc822\n\n"
         f"{ORIGINAL}\n--k--\n").encode(),
        [(SOFT, JAN)],
    ),
    "a newsletter of a list": (NEWSLETTER.format(extra="").encode(), [(NONE, None)]),
    "a newsletter that wants no answers": (
        NEWSLETTER.format(extra="X-Auto-Response-Suppress: All\n").encode(), [(NONE, None)],
    ),
    "a mailing that is bulk": (
        b"From: winkel@elders.example\nSubject: Nieuw\nPrecedence: bulk\n\nThank you for reading.\n", [(NONE, None)],
    ),
    "a holiday notice that is bulk": (
        reply("Ik ben met vakantie", "Precedence: bulk\nIn-Reply-To: <1@portaal.example>\n"), [(REPLY, None)],
    ),
    "a daemon that tells of something else": (
        text("Message 1x2y has been frozen.\n", subject="Message frozen", extra="Auto-Submitted: auto-replied\n"),
        [(NONE, None)],
    ),
    "a bounce as JSON": (notice("Bounce", bounce=bounced("5.1.1", "550 5.1.1 user unknown")), [(HARD, JAN)]),
    "a bounce as JSON within JSON": (
        notice("Bounce", wrapped=True, bounce=bounced("5.2.2", "552 5.2.2 mailbox full")), [(SOFT, JAN)],
    ),
    "a bounce as JSON that Amazon does not call permanent": (
        notice("Bounce", bounce=bounced("5.1.1", "550 user unknown", "Transient")), [(SOFT, JAN)],
    ),
    "a complaint as JSON": (
        notice("Complaint", complaint={"complainedRecipients": [{"emailAddress": JAN}]}), [(COMPLAINT, JAN)],
    ),
    "no complaint, as JSON": (
        notice("Complaint", complaint={"complainedRecipients": [{"emailAddress": JAN}], "complaintFeedbackType": "not-spam"}),
        [(NONE, JAN)],
    ),
    "delivered, as JSON": (notice("Delivery", delivery={"recipients": [JAN]}), [(DELIVERED, JAN)]),
    "delayed, as JSON": (
        notice("DeliveryDelay", deliveryDelay={"delayedRecipients": [{"emailAddress": JAN, "status": "4.4.1"}]}),
        [(DELAY, JAN)],
    ),
    "JSON of something else": (notice("Open", open={"ip": "192.0.2.1"}), [(NONE, None)]),
    "one of many is relayed, one expanded": (
        dsn(block("relayed", "2.0.0"), block("expanded", "2.0.0", to=EVA)),
        [(DELIVERED, JAN), (DELIVERED, EVA)],
    ),
}  # fmt: skip
