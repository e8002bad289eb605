"""Mails as they arrive: files, written by whoever really sends them."""

import re
import time

from outbox import mailbox

SECONDS = 60


def wait_for(to, subject, number=1):
    """The text of the `number`th mail to this address whose subject holds these words."""
    until = time.monotonic() + SECONDS
    while len(found := arrived(to, subject)) < number:
        assert time.monotonic() < until, f"no mail {number} to {to}: {subject}"
        time.sleep(0.1)
    return found[number - 1].text


def arrived(to, subject):
    """Mails to this address with these words in the subject, the oldest first."""
    return [mail for mail in reversed(mailbox.newest(to=to)) if subject in mail.subject]


def link_in(text):
    return re.search(r"http\S+", text)[0]


def code_in(text):
    return re.search(r"^\d{4} \d{4}$", text, re.MULTILINE)[0]
