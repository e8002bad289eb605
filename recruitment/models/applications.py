"""The answers of an application form."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from cohorts.models import Cohort
from core.people import PersonName
from participants.models import Branch, Participant
from recruitment.models.leads import Lead


class Application(PersonName):
    """What somebody filled in, as it was sent; it never changes.

    It has a name and a phone number of its own: anybody can send the form with the address of
    somebody else, and may not change what is known of that person. A second one by the same person
    stands beside the first.
    """

    class Education(models.TextChoices):
        """Technical education, or what somebody learned by working. Judged in the intake talk."""

        MBO4 = "mbo4", _("mbo niveau 4")
        MBO3 = "mbo3", _("mbo niveau 3")
        MBO2 = "mbo2", _("mbo niveau 2 of lager")
        HBO = "hbo", _("hbo of hoger")
        WORK = "work", _("geen diploma, wel ervaring op dat niveau")

    lead = models.ForeignKey(
        Lead, models.CASCADE, related_name="applications", verbose_name=_("belangstellende")
    )
    cohort = models.ForeignKey(
        Cohort,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("groep van voorkeur"),
    )
    phone = PhoneNumberField(_("telefoon"))
    employer_name = models.CharField(_("werkgever"), max_length=160)
    employer_place = models.CharField(_("plaats van de werkgever"), max_length=80, blank=True)
    employment = models.CharField(
        _("dienstverband"), max_length=14, choices=Participant.Employment, blank=True
    )
    branch = models.CharField(_("branche"), max_length=16, choices=Branch)
    education = models.CharField(_("opleiding"), max_length=8, choices=Education)
    education_note = models.CharField(_("welke opleiding of ervaring"), max_length=200, blank=True)
    years = models.PositiveSmallIntegerField(
        _("jaren ervaring in de techniek"), validators=[MaxValueValidator(70)]
    )
    motivation = models.TextField(_("motivatie"), max_length=4000)
    privacy_version = models.CharField(_("versie van de privacyverklaring"), max_length=20)
    created_at = models.DateTimeField(_("aangemeld op"), default=timezone.now)

    class Meta:
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="application_newest")]
