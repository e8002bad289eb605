"""A person's place in one cohort, with the employer, the payers and the certificate."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from cohorts.models import Cohort, LessonDay, Organisation
from core.workflow import Workflow


class Branch(models.TextChoices):
    """The trade somebody works in."""

    CONSTRUCTION = "construction", _("bouw")
    INSTALLATION = "installation", _("installatietechniek")
    METAL = "metal", _("metaal en metalektro")
    AGRICULTURAL = "agricultural", _("landbouwmechanisatie")
    AUTOMOTIVE = "automotive", _("motorvoertuigen (mobiliteit)")
    ELECTRICAL = "electrical", _("elektrotechniek")
    PROCESS = "process", _("procestechniek")
    OTHER = "other", _("anders")


class EmployerQuerySet(models.QuerySet):
    def named(self, name, place):
        """The employer of this name and place, made when it is new."""
        return self.get_or_create(name=name, place=place)[0]


class Employer(models.Model):
    """The company a participant works for, often of eleven people and without an HR department."""

    name = models.CharField(_("naam"), max_length=160)
    branch = models.CharField(_("branche"), max_length=16, choices=Branch, blank=True)
    place = models.CharField(_("plaats"), max_length=80, blank=True)
    contact_name = models.CharField(_("contactpersoon"), max_length=160, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = PhoneNumberField(_("telefoon"), blank=True)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("werkgever")
        verbose_name_plural = _("werkgevers")
        ordering = ["name", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "place"], name="one_employer_per_name_and_place"
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.place})" if self.place else self.name


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own places, and those in the cohorts this user leads."""
        if user.is_superuser:
            return self
        return self.filter(Q(user=user) | Q(cohort__in=Cohort.objects.visible_to(user)))

    def editable_by(self, user):
        return self.filter(cohort__in=Cohort.objects.editable_by(user))

    def own(self, user):
        """The places of this person, the one that runs now first."""
        return self.filter(user=user).order_by("-cohort__start_on", "-pk")

    def seated(self):
        return self.filter(status__in=Participant.SEATED)

    def active(self):
        return self.filter(status=Participant.Status.ACTIVE)


class Participant(Workflow):
    """A person's place in one cohort; a second attempt is a second row."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("actief")
        PAUSED = "paused", _("gepauzeerd")
        COMPLETED = "completed", _("afgerond")
        WITHDRAWN = "withdrawn", _("gestopt")
        TRANSFERRED = "transferred", _("overgestapt naar andere groep")

    SEATED = (Status.ACTIVE, Status.PAUSED, Status.COMPLETED)
    MOVES = {
        Status.ACTIVE: {
            Status.PAUSED,
            Status.COMPLETED,
            Status.WITHDRAWN,
            Status.TRANSFERRED,
        },
        Status.PAUSED: {Status.ACTIVE, Status.WITHDRAWN, Status.TRANSFERRED},
        Status.COMPLETED: {Status.ACTIVE},
    }

    class Employment(models.TextChoices):
        EMPLOYED = "employed", _("loondienst")
        SECONDED = "seconded", _("gedetacheerd")
        SELF_EMPLOYED = "self_employed", _("zzp")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="participations",
        verbose_name=_("persoon"),
    )
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, related_name="participants", verbose_name=_("groep")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.ACTIVE)
    phone = PhoneNumberField(_("telefoon"), blank=True)
    employer = models.ForeignKey(
        Employer,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("werkgever"),
    )
    employment = models.CharField(_("dienstverband"), max_length=14, choices=Employment, blank=True)
    branch = models.CharField(_("branche"), max_length=16, choices=Branch, blank=True)
    admitted_at = models.DateTimeField(_("toegelaten op"), default=timezone.now)
    stopped_on = models.DateField(_("gestopt op"), null=True, blank=True)
    stop_reason = models.TextField(_("reden van stoppen"), blank=True)
    transferred_from = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transferred_to",
        verbose_name=_("overgestapt vanuit"),
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("deelnemer")
        verbose_name_plural = _("deelnemers")
        ordering = ["user__folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "cohort"],
                name="one_seat_per_person_per_cohort",
                violation_error_message=_("Deze persoon zit al in deze groep."),
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn")
                | (Q(stopped_on__isnull=False) & ~Q(stop_reason="")),
                name="withdrawn_has_date_and_reason",
                violation_error_message=_("Vul in wanneer en waarom deze deelnemer stopte."),
            ),
        ]
        indexes = [models.Index(fields=["cohort", "status"], name="participant_by_cohort")]

    def __str__(self):
        return str(self.user)


class Funding(models.Model):
    """Who pays for one participant. Split funding is several rows; amounts are EUR cents."""

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="fundings", verbose_name=_("deelnemer")
    )
    payer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fundings",
        verbose_name=_("betaler"),
        help_text=_("Leeg: de deelnemer of de werkgever betaalt zelf"),
    )
    amount_cents = models.PositiveIntegerField(_("bedrag (centen)"))
    reference = models.CharField(_("kenmerk"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("financiering")
        verbose_name_plural = _("financiering")
        constraints = [
            models.UniqueConstraint(fields=["participant", "payer"], name="one_funding_per_payer"),
            models.UniqueConstraint(
                fields=["participant"], condition=Q(payer=None), name="one_own_contribution"
            ),
        ]

    def __str__(self):
        return f"{self.payer or _('eigen bijdrage')}"


class Attendance(models.Model):
    """Whether a participant was at a lesson day."""

    class Presence(models.TextChoices):
        PRESENT = "present", _("aanwezig")
        PARTLY = "partly", _("deels aanwezig")
        EXCUSED = "excused", _("afgemeld")
        ABSENT = "absent", _("afwezig")

    lesson_day = models.ForeignKey(
        LessonDay, models.CASCADE, related_name="attendances", verbose_name=_("lesdag")
    )
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="attendances", verbose_name=_("deelnemer")
    )
    presence = models.CharField(_("aanwezigheid"), max_length=8, choices=Presence)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheid")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson_day", "participant"], name="one_attendance_per_lesson"
            )
        ]

    def __str__(self):
        return f"{self.participant} · {self.get_presence_display()}"


def certificate_code():
    """What a certificate is looked up by: 80 random bits, so it cannot be guessed."""
    return secrets.token_hex(10)


class Certificate(models.Model):
    """Proof of completion. Revoked ones stay, so a check can say that they were revoked."""

    participant = models.OneToOneField(
        Participant, models.PROTECT, related_name="certificate", verbose_name=_("deelnemer")
    )
    code = models.CharField(_("code"), max_length=20, unique=True, default=certificate_code)
    issued_on = models.DateField(_("uitgereikt op"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("uitgereikt door"),
    )
    revoked_on = models.DateField(_("ingetrokken op"), null=True, blank=True)
    revoke_reason = models.TextField(_("reden van intrekken"), blank=True)

    class Meta:
        verbose_name = _("certificaat")
        verbose_name_plural = _("certificaten")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_on=None) | ~Q(revoke_reason=""), name="revoked_has_reason"
            )
        ]

    def __str__(self):
        return f"{self.participant} · {self.code}"
