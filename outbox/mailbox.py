"""Mail as files: what the portal sends where no mail server is set, one .eml per mail."""

import email
import email.policy
import os
import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class FileMailbox(BaseEmailBackend):
    """Django mail backend that writes every mail under MAIL_DIR."""

    def send_messages(self, email_messages):
        for message in email_messages:
            self.transmit("", "", message.message().as_bytes())
        return len(email_messages)

    def transmit(self, sender, receiver, raw):
        """Keep one mail that is bytes already."""
        settings.MAIL_DIR.mkdir(parents=True, exist_ok=True)
        name = f"{time.time_ns():020d}-{secrets.token_hex(3)}"
        part = settings.MAIL_DIR / f"{name}.part"
        part.write_bytes(raw)
        # Readers only ever see whole mails.
        os.replace(part, settings.MAIL_DIR / f"{name}.eml")


@dataclass(frozen=True)
class Mail:
    """A mail read back from its file; `at` is when it was written."""

    name: str
    at: datetime
    message: EmailMessage

    @property
    def subject(self):
        return self.message["Subject"]

    @property
    def to(self):
        return self.message["To"]

    @property
    def text(self):
        return self.message.get_body(("plain",)).get_content()


def newest(limit=100, to=""):
    """The last mails, newest first; with `to`, those whose receiver holds that text."""
    found = []
    for path in sorted(settings.MAIL_DIR.glob("*.eml"), reverse=True):
        mail = read(path)
        if to.lower() in mail.to.lower():
            found.append(mail)
        if len(found) == limit:
            break
    return found


def get(name):
    """The mail in this file, or None."""
    path = settings.MAIL_DIR / f"{Path(name).name[:100]}.eml"
    return read(path) if path.is_file() else None


def read(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return Mail(name=path.stem, at=at, message=message)
