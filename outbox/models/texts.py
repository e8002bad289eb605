"""The words of automatic mails, where an admin changed them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailText(models.Model):
    """The text of one kind of mail in one language; without a row the portal's own text.

    The first line is the subject. `{name}` stands for a value; `outbox/texts.py` says which.
    """

    kind = models.CharField(_("soort mail"), max_length=60)
    language = models.CharField(_("taal"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(_("tekst"), help_text=_("De eerste regel is het onderwerp."))
    changed_at = models.DateTimeField(_("gewijzigd op"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gewijzigd door"),
    )

    class Meta:
        verbose_name = _("mailtekst")
        verbose_name_plural = _("mailteksten")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"],
                name="one_text_per_kind_and_language",
                violation_error_message=_("Deze tekst is al aangepast; wijzig die."),
            )
        ]

    def __str__(self):
        return f"{self.kind} ({self.language})"
