"""A stream that stands still because the mail server does."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from outbox.models.messages import Message


class StreamPause(models.Model):
    """Why no mail of this stream leaves now, and until when; no row while all is well.

    The messages keep their attempts: none of them is to blame for a server that is broken.
    """

    stream = models.CharField(_("stroom"), max_length=12, choices=Message.Stream, unique=True)
    failures = models.PositiveSmallIntegerField(_("mislukte pogingen"), default=0)
    reason = models.TextField(_("reden"))
    since = models.DateTimeField(_("sinds"))
    until = models.DateTimeField(_("nieuwe poging om"))

    class Meta:
        verbose_name = _("stilstaande mailstroom")
        verbose_name_plural = _("stilstaande mailstromen")

    def __str__(self):
        return f"{self.get_stream_display()} · {self.reason}"
