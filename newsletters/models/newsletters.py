"""What is sent: the newsletter, its text in each language, its pictures, and the letterhead."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models import Region
from core.workflow import Workflow
from newsletters.models.audiences import Audience
from newsletters.models.subscriptions import Topic


class OfRegion(models.QuerySet):
    def visible_to(self, user):
        return self.filter(region__in=Region.objects.visible_to(user))

    def editable_by(self, user):
        return self.visible_to(user)


class Picture(models.Model):
    """A picture of a region, made small enough for mail. It stands in the database, as several
    web processes on several machines serve it."""

    region = models.ForeignKey(
        Region, models.CASCADE, related_name="pictures", verbose_name=_("regio")
    )
    # Of the bytes: the name in its address, so a browser may keep it for ever.
    digest = models.CharField(max_length=64, editable=False)
    alt = models.CharField(
        _("beschrijving"), max_length=200, help_text=_("Wat iemand leest die het beeld niet ziet")
    )
    content = models.BinaryField()
    content_type = models.CharField(max_length=20, editable=False)
    width = models.PositiveSmallIntegerField(_("breedte (pixels)"))
    height = models.PositiveSmallIntegerField(_("hoogte (pixels)"))
    created_at = models.DateTimeField(_("toegevoegd op"), default=timezone.now)
    # One that was thrown away stays for the mail that shows it (`newsletters/shelf.py`).
    on_shelf = models.BooleanField(_("te kiezen"), default=True, db_default=True)
    # A letterhead had it at some time, so mail that left may show it though no text names it.
    was_logo = models.BooleanField(default=False, db_default=False, editable=False)

    objects = OfRegion.as_manager()

    class Meta:
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["region", "digest"], name="one_picture_per_region")
        ]

    def __str__(self):
        return self.alt


class Letterhead(models.Model):
    """How the newsletters of a region look, and how many of them leave in an hour."""

    region = models.OneToOneField(
        Region, models.CASCADE, related_name="letterhead", verbose_name=_("regio")
    )
    name = models.CharField(_("naam boven de nieuwsbrief"), max_length=80)
    logo = models.ForeignKey(
        Picture,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    colour = models.CharField(
        _("kleur"),
        max_length=7,
        default="#0e5460",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Schrijf een kleur als #0e5460."))],
        help_text=_("Van de balk bovenaan, de koppen en de knoppen"),
    )
    sender = models.CharField(
        _("afzender onder de nieuwsbrief"),
        max_length=200,
        help_text=_("Wie dit stuurt, met een postadres: zo hoort het bij een nieuwsbrief"),
    )
    reply_to = models.EmailField(_("antwoorden komen op"), blank=True)
    per_hour = models.PositiveIntegerField(
        _("hoogstens per uur"),
        default=2000,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
    )

    class Meta:
        verbose_name = _("briefhoofd")
        verbose_name_plural = _("briefhoofden")

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *args, **kwargs):
        """A logo that was deleted since it was chosen is none, as when it is deleted after this."""
        # Written first, and also where it says so already: who throws the picture away at this
        # moment has to wait, and finds that it is a logo.
        if self.logo_id and not Picture.objects.filter(pk=self.logo_id).update(was_logo=True):
            self.logo = None
        super().save(*args, **kwargs)


class Newsletter(Workflow):
    """One newsletter of one region to one audience.

    `approved` is the number of readers that was repeated when it was sent or planned, and
    `approved_for` says for which conditions (`audiences.definition`) that was planned.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("concept")
        PLANNED = "planned", _("gepland")
        LATE = "late", _("wacht op je akkoord")
        SENDING = "sending", _("wordt verstuurd")
        PAUSED = "paused", _("gepauzeerd")
        SENT = "sent", _("verstuurd")
        CANCELLED = "cancelled", _("geannuleerd")

    class Asks(models.TextChoices):
        """Why a planned one did not leave by itself (`newsletters/planning.py`)."""

        LATE = "late", _("te laat om vanzelf te gaan")
        UNFIT = "unfit", _("kan zo niet weg")
        EMPTY = "empty", _("niemand om aan te sturen")
        CHANGED = "changed", _("de doelgroep is gewijzigd")
        GROWN = "grown", _("veel meer lezers dan gepland")

    # Its text may still change.
    OPEN = (Status.DRAFT,)
    UNDER_WAY = (Status.SENDING, Status.PAUSED)
    PUBLIC = (Status.SENDING, Status.PAUSED, Status.SENT)
    MOVES = {
        Status.DRAFT: {Status.PLANNED, Status.SENDING},
        Status.PLANNED: {Status.DRAFT, Status.LATE, Status.SENDING},
        Status.LATE: {Status.DRAFT, Status.SENDING},
        Status.SENDING: {Status.PAUSED, Status.SENT, Status.CANCELLED},
        Status.PAUSED: {Status.SENDING, Status.CANCELLED},
    }

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="newsletters", verbose_name=_("regio")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="newsletters",
        verbose_name=_("schrijver"),
    )
    topic = models.CharField(
        _("gaat over"), max_length=12, choices=Topic, default=Topic.RECRUITMENT
    )
    audience = models.ForeignKey(
        Audience,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="newsletters",
        verbose_name=_("doelgroep"),
        help_text=_("Leeg: iedereen die over dit onderwerp wil lezen"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    approved = models.PositiveIntegerField(_("herhaald aantal lezers"), null=True, blank=True)
    approved_for = models.CharField(
        max_length=64, blank=True, default="", db_default="", editable=False
    )
    asks = models.CharField(
        _("waarom hij wacht"), max_length=8, choices=Asks, blank=True, default="", db_default=""
    )
    planned_at = models.DateTimeField(_("gepland voor"), null=True, blank=True)
    # Whether everybody it goes to has a row; until then the queueing goes on where it stopped.
    queued_at = models.DateTimeField(_("klaargezet op"), null=True, blank=True)
    started_at = models.DateTimeField(_("begonnen op"), null=True, blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    # Goes up with every change, so that a test or a number can tell what it was about.
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = OfRegion.as_manager()

    class Meta:
        verbose_name = _("nieuwsbrief")
        verbose_name_plural = _("nieuwsbrieven")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["planned", "late"]) | Q(planned_at__isnull=False),
                name="planned_newsletter_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["sending", "paused", "sent"])
                | Q(started_at__isnull=False, approved__isnull=False),
                name="started_newsletter_has_moment_and_number",
            ),
        ]

    def __str__(self):
        return f"{self.region} · {self.created_at:%d-%m-%Y}"

    @property
    def title(self):
        """The Dutch subject as it was typed; reads all texts, so lists read them along."""
        subjects = {text.language: text.subject for text in self.texts.all()}
        return subjects.get(settings.LANGUAGE_CODE) or str(_("(zonder onderwerp)"))


class NewsletterText(models.Model):
    """The newsletter in one language. Dutch is always there; who reads English gets that where it
    is, else the Dutch one."""

    newsletter = models.ForeignKey(
        Newsletter, models.CASCADE, related_name="texts", verbose_name=_("nieuwsbrief")
    )
    language = models.CharField(_("taal"), max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("onderwerp"), max_length=150)
    preheader = models.CharField(
        _("regel onder het onderwerp"),
        max_length=120,
        blank=True,
        help_text=_("Wat een mailprogramma naast het onderwerp laat zien"),
    )
    body = models.TextField(_("tekst"), max_length=60_000)

    class Meta:
        verbose_name = _("tekst van een nieuwsbrief")
        verbose_name_plural = _("teksten van nieuwsbrieven")
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "language"], name="one_text_per_newsletter_and_language"
            )
        ]

    def __str__(self):
        return self.subject
