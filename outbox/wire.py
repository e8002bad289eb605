"""The SMTP connection, which remembers how far the last mail came."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend


class Remembering:
    """Mixin for smtplib.SMTP: how far the last mail came.

    `named` tells whether the server was told who it is for, `handed_over` whether it may have it.
    """

    named = handed_over = False

    def mail(self, *args, **kwargs):
        self.named = self.handed_over = False
        return super().mail(*args, **kwargs)

    def rcpt(self, *args, **kwargs):
        self.named = True
        return super().rcpt(*args, **kwargs)

    def data(self, message):
        self.handed_over = True
        return super().data(message)


class Plain(Remembering, smtplib.SMTP):
    pass


class Encrypted(Remembering, smtplib.SMTP_SSL):
    pass


class Backend(EmailBackend):
    """Django's own SMTP backend over such a connection."""

    @property
    def connection_class(self):
        return Encrypted if self.use_ssl else Plain

    @property
    def named(self):
        return self.connection is not None and self.connection.named

    @property
    def handed_over(self):
        return self.connection is not None and self.connection.handed_over

    def transmit(self, sender, receiver, raw):
        """Send one mail that is bytes already; raises what smtplib raises."""
        self.connection.sendmail(sender, [receiver], raw)
