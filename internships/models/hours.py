"""Lines of internship hours and the evidence of their confirmation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessLink
from core.workflow import Workflow
from internships.models.placements import Placement
from internships.models.schools import SchoolContact
from participants.models import Participant


class Confirmation(models.Model):
    """One time that a contact decided on lines: who, when, how, and a hash over its decisions.

    What was decided of each line, as it was then, is in `decisions`; a confirmed line points here.
    """

    class Via(models.TextChoices):
        LINK = "link", _("via de link in de mail")
        ACCOUNT = "account", _("ingelogd")

    contact = models.ForeignKey(
        SchoolContact,
        models.PROTECT,
        related_name="confirmations",
        verbose_name=_("contactpersoon"),
    )
    typed_name = models.CharField(_("getypte naam"), max_length=120)
    via = models.CharField(_("hoe"), max_length=8, choices=Via)
    confirmed_at = models.DateTimeField(_("bevestigd op"), default=timezone.now)
    link = models.ForeignKey(
        AccessLink, models.SET_NULL, null=True, blank=True, verbose_name=_("toegangslink")
    )
    shown_hash = models.CharField(_("vingerafdruk van de getoonde regels"), max_length=64)

    class Meta:
        verbose_name = _("bevestiging")
        verbose_name_plural = _("bevestigingen")
        ordering = ["-confirmed_at", "-pk"]

    def __str__(self):
        return f"{self.contact} · {self.confirmed_at:%d-%m-%Y %H:%M}"


class HourEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own lines, those of led cohorts, and those of placements a contact supervises."""
        if user.is_superuser:
            return self
        return self.filter(placement__in=Placement.objects.visible_to(user))

    def own(self, user):
        return self.filter(participant__user=user)

    def led_by(self, user):
        """Lines of the cohorts this user leads."""
        if user.is_superuser:
            return self
        return self.filter(participant__in=Participant.objects.editable_by(user))

    def decidable(self):
        """Submitted lines that somebody may decide on now.

        That takes a qualified teacher who still works at the school of the placement, and who is
        not the participant: nobody confirms the own hours.
        """
        return self.filter(
            placement__supervisor__in=SchoolContact.objects.supervising(),
            placement__status__in=Placement.HOSTED,
            status=HourEntry.Status.SUBMITTED,
        ).exclude(
            Q(participant__user__email=F("placement__supervisor__email"))
            | Q(participant__user=F("placement__supervisor__user"))
        )

    def decidable_by(self, contact, via=Confirmation.Via.LINK):
        """Lines this contact may confirm or return now.

        Somebody who works at two locations has two contact records with one address. A link shows
        who reads that address; who signed in only has the records of the own account, since a
        leader can type any address.
        """
        records = SchoolContact.objects.filter(email=contact.email)
        if via == Confirmation.Via.ACCOUNT:
            records = records.filter(user=contact.user_id)
        own = Q(participant__user=contact.user_id)
        return self.decidable().filter(placement__supervisor__in=records).exclude(own)

    def standing(self):
        """Lines that stand for work done: everything but withdrawn and superseded ones."""
        return self.exclude(status__in=HourEntry.GONE)

    def counting(self):
        """Standing lines, and of a corrected one only the version that counts now.

        `HourEntry.is_counting` says the same of one line.
        """
        return self.standing().exclude(supersedes__isnull=False, status__in=HourEntry.EDITABLE)


class HourEntry(Workflow):
    """One line of internship hours, in whole minutes.

    Only confirmed lines count toward the norm. A confirmed line never changes: a correction is a
    new line that supersedes it once it is confirmed itself. `revision` goes up with each edit, so
    a confirmation can tell that the line is still the one that was shown.
    """

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("ingediend")
        RETURNED = "returned", _("teruggestuurd")
        CONFIRMED = "confirmed", _("bevestigd")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        SUPERSEDED = "superseded", _("vervangen door correctie")

    EDITABLE = (Status.SUBMITTED, Status.RETURNED)
    GONE = (Status.WITHDRAWN, Status.SUPERSEDED)
    MOVES = {
        Status.SUBMITTED: {Status.SUBMITTED, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN},
        Status.RETURNED: {Status.SUBMITTED, Status.WITHDRAWN},
        Status.CONFIRMED: {Status.SUPERSEDED},
    }

    class Kind(models.TextChoices):
        OBSERVING = "observing", _("meekijken")
        ASSISTING = "assisting", _("meehelpen in de les")
        TEACHING = "teaching", _("zelf lesgeven")
        PREPARING = "preparing", _("voorbereiden en nabespreken")

    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="hours", verbose_name=_("stageplaats")
    )
    # The participant of the placement, repeated so that a person's lines are one index away.
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="hours", verbose_name=_("deelnemer")
    )
    worked_on = models.DateField(_("datum"))
    starts_at = models.TimeField(_("van"), null=True, blank=True)
    ends_at = models.TimeField(_("tot"), null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(_("pauze (minuten)"), default=0)
    minutes = models.PositiveSmallIntegerField(_("duur (minuten)"))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    note = models.CharField(_("wat heb je gedaan?"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.SUBMITTED)
    revision = models.PositiveSmallIntegerField(_("versie"), default=1)
    created_at = models.DateTimeField(_("ingevoerd op"), default=timezone.now)
    submitted_at = models.DateTimeField(_("ingediend op"), default=timezone.now)
    decided_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    return_reason = models.CharField(_("toelichting van de school"), max_length=500, blank=True)
    confirmation = models.ForeignKey(
        Confirmation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("bevestiging"),
    )
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("correctie van"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ingevoerd door"),
    )

    objects = HourEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("urenregel")
        verbose_name_plural = _("urenregels")
        ordering = ["-worked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=24 * 60), name="between_a_minute_and_a_day"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="hours_end_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "superseded"])
                | Q(confirmation__isnull=False),
                name="confirmed_only_with_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(return_reason=""),
                name="returned_line_has_reason",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=Q(status__in=["submitted", "returned", "confirmed"]),
                name="one_standing_correction_per_line",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-worked_on", "-id"], name="hours_of_person"),
            models.Index(fields=["-worked_on", "-id"], name="hours_of_everyone"),
            models.Index(
                fields=["-worked_on", "-id"],
                condition=Q(status__in=["submitted", "returned"]),
                name="hours_still_open",
            ),
            models.Index(
                fields=["placement", "submitted_at"],
                condition=Q(status="submitted"),
                name="hours_waiting_at_school",
            ),
            # All that a total needs, so that adding up reads no lines.
            models.Index(
                fields=["participant", "status", "supersedes", "minutes"], name="hours_to_add_up"
            ),
        ]

    def __str__(self):
        return f"{self.worked_on:%d-%m-%Y} · {self.minutes} min"

    @property
    def is_editable(self):
        return self.status in self.EDITABLE

    @classmethod
    def is_counting(cls, row):
        """Whether this line, or row of a `values_list`, is in `counting`."""
        if row.status in cls.GONE:
            return False
        return row.supersedes_id is None or row.status not in cls.EDITABLE


class LineDecision(models.Model):
    """What a confirmation said of one line, and how the line was then; it never changes.

    The line itself does: who repairs a returned one overwrites what the school saw.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("bevestigd")
        RETURNED = "returned", _("teruggestuurd")

    confirmation = models.ForeignKey(
        Confirmation, models.PROTECT, related_name="decisions", verbose_name=_("bevestiging")
    )
    entry = models.ForeignKey(
        HourEntry, models.PROTECT, related_name="decisions", verbose_name=_("urenregel")
    )
    revision = models.PositiveSmallIntegerField(_("versie"))
    worked_on = models.DateField(_("datum"))
    minutes = models.PositiveSmallIntegerField(_("duur (minuten)"))
    kind = models.CharField(_("soort"), max_length=10, choices=HourEntry.Kind)
    outcome = models.CharField(_("uitkomst"), max_length=10, choices=Outcome)
    reason = models.CharField(_("toelichting van de school"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("beoordeelde regel")
        verbose_name_plural = _("beoordeelde regels")
        # Confirmed lines first.
        ordering = ["outcome", "worked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["confirmation", "entry"], name="one_decision_per_line_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(outcome="confirmed", reason="") | Q(outcome="returned") & ~Q(reason=""),
                name="reason_only_of_returned_line",
            ),
        ]

    def __str__(self):
        return f"{self.worked_on:%d-%m-%Y} · {self.get_outcome_display()}"

    @property
    def is_confirmed(self):
        return self.outcome == self.Outcome.CONFIRMED
