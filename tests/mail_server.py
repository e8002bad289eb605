"""A real SMTP server on a local port, which can refuse, hesitate and hang up."""

import asyncio
import email
import email.policy
import logging
import socket
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller

# Every command of every session would hide what a failed test has to say.
logging.getLogger("mail.log").setLevel(logging.WARNING)


@dataclass
class Post:
    """What arrived (`mails`), and how the server is to behave.

    `answers` maps an address to the answer to RCPT. At `hangs_up_at` ("MAIL" or "DATA", the
    latter after the whole mail came in) or at the address `hangs_up_on` it drops the connection;
    `hesitates` is in seconds.
    """

    port: int = 0
    mails: list = field(default_factory=list)
    connections: int = 0
    answers: dict = field(default_factory=dict)
    data_answer: str = "250 OK"
    mail_answer: str = "250 OK"
    hangs_up_at: str = ""
    hangs_up_on: str = ""
    hesitates: float = 0
    hesitates_at: str = "DATA"
    hesitates_only_for: str = ""

    @property
    def addresses(self):
        return [mail["To"] for mail in self.mails]

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        await self.wait("MAIL", server, envelope)
        if not self.mail_answer.startswith("250"):
            return self.mail_answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == self.hangs_up_on:
            server.transport.abort()
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        await self.wait("DATA", server, envelope)
        if self.data_answer.startswith("250"):
            mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.mails.append(mail)
        return self.data_answer

    async def wait(self, step, server, envelope):
        concerned = not self.hesitates_only_for or self.hesitates_only_for in envelope.rcpt_tos
        if self.hesitates and step == self.hesitates_at and concerned:
            await asyncio.sleep(self.hesitates)
        if step == self.hangs_up_at:
            server.transport.abort()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def post(settings):
    """The Post that the portal sends its mail to."""
    post = Post(port=free_port())
    controller = Controller(post, hostname="127.0.0.1", port=post.port, ready_timeout=20)
    controller.start()
    post.connections = 0
    send_to(settings, post.port)
    yield post
    controller.stop()


@pytest.fixture
def no_post(settings):
    """A mail server that is down."""
    send_to(settings, free_port())


def send_to(settings, port):
    settings.EMAIL_BACKEND = "outbox.wire.Backend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 5
