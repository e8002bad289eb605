"""Who may become a participant, from the first question to a seat."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from cohorts.models import Region
from core.emails import clean_email
from core.people import PersonName
from core.workflow import Workflow
from participants.models import Branch, Participant
from recruitment.models.channels import Channel


class LeadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People who came to the regions this user leads; nothing is seen of who was erased."""
        return self.kept().led_by(user)

    def led_by(self, user):
        """Those of the regions this user leads, who was erased among them."""
        return self.filter(region__in=Region.objects.visible_to(user))

    def editable_by(self, user):
        return self.visible_to(user)

    def kept(self):
        """Those who are more than a number."""
        return self.filter(erased_at=None)

    def erased(self):
        """Of whom only the numbers are left."""
        return self.filter(erased_at__isnull=False)

    def open(self):
        """Of whom nothing is decided yet, those on the reserve list among them."""
        return self.filter(status__in=Lead.OPEN)

    def unclaimed(self):
        """New ones that no leader picked up yet."""
        return self.filter(status=Lead.Status.NEW, owner=None)


class Lead(PersonName, Workflow):
    """Somebody who wants to know more or applied, in one region.

    Who comes back while the row is open keeps the same row; after it was closed a new one begins.
    Of who was erased (`recruitment/erasing.py`) the row stays without the person, for the numbers.
    """

    class Status(models.TextChoices):
        NEW = "new", _("nieuw")
        SPOKEN = "spoken", _("gesproken")
        INTAKE = "intake", _("intake")
        RESERVE = "reserve", _("reservelijst")
        ADMITTED = "admitted", _("toegelaten")
        REJECTED = "rejected", _("afgewezen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    OPEN = (Status.NEW, Status.SPOKEN, Status.INTAKE, Status.RESERVE)
    CLOSED = (Status.ADMITTED, Status.REJECTED, Status.WITHDRAWN)
    MOVES = {
        Status.NEW: {
            Status.SPOKEN,
            Status.INTAKE,
            Status.RESERVE,
            Status.ADMITTED,
            Status.REJECTED,
            Status.WITHDRAWN,
        },
        Status.SPOKEN: {
            Status.INTAKE,
            Status.RESERVE,
            Status.ADMITTED,
            Status.REJECTED,
            Status.WITHDRAWN,
        },
        Status.INTAKE: {
            Status.SPOKEN,
            Status.RESERVE,
            Status.ADMITTED,
            Status.REJECTED,
            Status.WITHDRAWN,
        },
        Status.RESERVE: {Status.INTAKE, Status.ADMITTED, Status.REJECTED, Status.WITHDRAWN},
        # Somebody decided too soon, or came back.
        Status.REJECTED: {Status.SPOKEN},
        Status.WITHDRAWN: {Status.SPOKEN},
    }

    region = models.ForeignKey(
        Region,
        models.PROTECT,
        db_index=False,  # "Lead of region" begins with it.
        related_name="leads",
        verbose_name=_("regio"),
    )
    email = models.EmailField(_("e-mailadres"))
    phone = PhoneNumberField(_("telefoon"), blank=True)
    language = models.CharField(
        _("taal"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    branch = models.CharField(_("branche"), max_length=16, choices=Branch, blank=True)
    question = models.TextField(_("vraag"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    channel = models.ForeignKey(
        Channel,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("wervingskanaal"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie dit oppakt"),
    )
    next_step = models.CharField(_("volgende stap"), max_length=200, blank=True)
    next_on = models.DateField(_("wanneer"), null=True, blank=True)
    participant = models.OneToOneField(
        Participant,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lead",
        verbose_name=_("deelnemer"),
    )
    decision = models.TextField(_("toelichting bij het besluit"), blank=True)
    privacy_version = models.CharField(_("versie van de privacyverklaring"), max_length=20)
    created_at = models.DateTimeField(_("gemeld op"), default=timezone.now)
    moved_at = models.DateTimeField(_("status sinds"), default=timezone.now)
    # When somebody last did something with it, on either side: from then on it can be silent.
    touched_at = models.DateTimeField(_("laatste contact"), default=timezone.now)
    erased_at = models.DateTimeField(_("gewist op"), null=True, blank=True)
    # Of who was erased: another row of the same person counts for this channel, so this one not.
    is_repeat = models.BooleanField(
        _("telt al mee"), default=False, db_default=False, editable=False
    )

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("belangstellende")
        verbose_name_plural = _("belangstellenden")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "email"],
                condition=Q(status__in=["new", "spoken", "intake", "reserve"]),
                name="one_open_lead_per_address_in_region",
            ),
            models.CheckConstraint(
                condition=Q(status="admitted") | Q(participant=None),
                name="lead_with_seat_is_admitted",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(status__in=["rejected", "withdrawn"]),
                name="erased_lead_was_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="lead_by_address"),
            models.Index(fields=["-created_at", "-id"], name="lead_newest"),
            # With all that the tabs of a list count.
            models.Index(fields=["region", "status", "erased_at"], name="lead_of_region"),
            models.Index(
                fields=["moved_at"],
                condition=Q(status__in=["rejected", "withdrawn"], erased_at=None),
                name="lead_decided",
            ),
            models.Index(
                fields=["touched_at"],
                condition=Q(status__in=["new", "spoken", "intake", "reserve"]),
                name="lead_untouched",
            ),
        ]

    def save(self, *args, **kwargs):
        self.email = clean_email(self.email)
        super().save(*args, **kwargs)


class HeardFrom(models.Model):
    """One of the answers to "how did you hear of us?": there may be several."""

    class Source(models.TextChoices):
        PARTNER = "partner", _("nieuwsbrief of bericht van een organisatie")
        COLLEAGUE = "colleague", _("collega die HTO'er is")
        EMPLOYER = "employer", _("mijn werkgever")
        ACQUAINTANCE = "acquaintance", _("bekende of familie")
        SCHOOL = "school", _("een school")
        MEETING = "meeting", _("informatiebijeenkomst")
        PRESS = "press", _("krant, vakblad of radio")
        LINKEDIN = "linkedin", _("LinkedIn")
        SEARCH = "search", _("zelf gezocht op internet")
        OTHER = "other", _("anders")

    lead = models.ForeignKey(
        Lead,
        models.CASCADE,
        db_index=False,  # The constraint below begins with it.
        related_name="heard",
        verbose_name=_("belangstellende"),
    )
    source = models.CharField(_("bron"), max_length=12, choices=Source)

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        constraints = [
            models.UniqueConstraint(fields=["lead", "source"], name="one_answer_per_source")
        ]

    def __str__(self):
        return self.get_source_display()


class LeadNote(models.Model):
    """What a leader wrote down about a talk."""

    lead = models.ForeignKey(
        Lead, models.CASCADE, related_name="notes", verbose_name=_("belangstellende")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("schrijver"),
    )
    text = models.TextField(_("notitie"))
    created_at = models.DateTimeField(_("geschreven op"), default=timezone.now)

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="lead_note_newest")]

    def __str__(self):
        return self.text[:60]
