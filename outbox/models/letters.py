"""A mail that a person writes to many: kept once, with a message per reader."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_superuser else self.own(user)

    def own(self, user):
        """The letters somebody wrote."""
        return self.filter(author=user)

    def with_numbers(self):
        """With `drafts`, the copies that wait for their writer, and `total`, all of them."""
        drafts = Count("messages", filter=Q(messages__status="draft"))
        rows = self.annotate(drafts=drafts, total=Count("messages"))
        return rows.order_by("-created_at", "-pk")

    def with_drafts(self):
        """Letters of which something still waits for its writer."""
        return self.with_numbers().filter(drafts__gt=0)


class Letter(models.Model):
    """What a leader wrote to a list of people. Each reader's copy is a message of its own, a draft
    until the letter is sent, so it can be read and changed per person."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="letters",
        verbose_name=_("schrijver"),
    )
    audience = models.CharField(_("aan wie"), max_length=200)
    subject = models.CharField(_("onderwerp"), max_length=200)
    text = models.TextField(_("tekst"))
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """The subject without a reader: "Zoeken we samen een school, …?"."""
        words = re.sub(r"\{[^{}]*\}", "…", self.subject)
        rest = words.lstrip("…,;:!. ")
        return rest[:1].upper() + rest[1:] if rest else words
