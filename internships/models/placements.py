"""A participant's place at a school."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.workflow import Workflow
from internships.models.schools import School, SchoolContact
from participants.models import Participant


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own placements, those of led cohorts, and those a contact supervises."""
        if user.is_superuser:
            return self
        return self.filter(
            Q(participant__in=Participant.objects.visible_to(user))
            | Q(supervisor__in=SchoolContact.objects.own(user))
        )

    def editable_by(self, user):
        return self.filter(participant__in=Participant.objects.editable_by(user))

    def own(self, user):
        return self.filter(participant__user=user)

    def taking_hours(self):
        """Placements on which hours may be logged now: accepted, and the VOG seen if required."""
        return self.filter(status__in=Placement.HOSTING).exclude(
            vog_required=True, vog_seen_on=None
        )


class Placement(Workflow):
    """One stageplaats: participant, school, and the qualified teacher who supervises.

    A school can withdraw after saying yes and a participant can have several placements; hours
    add up. Of the VOG (certificate of conduct) only what was seen is kept, never a copy.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("voorgesteld")
        ACCEPTED = "accepted", _("bevestigd")
        COMPLETED = "completed", _("afgerond")
        DECLINED = "declined", _("afgewezen door school")
        BROKEN_OFF = "broken_off", _("afgebroken")
        CANCELLED = "cancelled", _("ingetrokken")

    HOSTING = (Status.ACCEPTED,)
    LIVE = (Status.PROPOSED, Status.ACCEPTED)
    HOSTED = (Status.ACCEPTED, Status.COMPLETED, Status.BROKEN_OFF)
    SUPERVISED = (Status.PROPOSED, *HOSTED)
    MOVES = {
        Status.PROPOSED: {Status.ACCEPTED, Status.DECLINED, Status.CANCELLED},
        Status.ACCEPTED: {Status.COMPLETED, Status.BROKEN_OFF},
    }

    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="placements", verbose_name=_("deelnemer")
    )
    school = models.ForeignKey(
        School, models.PROTECT, related_name="placements", verbose_name=_("school")
    )
    supervisor = models.ForeignKey(
        SchoolContact,
        models.PROTECT,
        related_name="placements",
        verbose_name=_("stagebegeleider"),
        help_text=_("Een bevoegd docent van de school"),
    )
    start_on = models.DateField(_("eerste dag"))
    end_on = models.DateField(_("laatste dag"))
    agreed_minutes = models.PositiveIntegerField(_("afgesproken uren (minuten)"))
    note = models.TextField(_("afspraken"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    proposed_at = models.DateTimeField(_("voorgesteld op"), default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("voorgesteld door"),
    )
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    answered_name = models.CharField(_("beantwoord door"), max_length=120, blank=True)
    reason = models.TextField(_("reden"), blank=True)
    vog_required = models.BooleanField(_("VOG nodig"), default=False)
    vog_issued_on = models.DateField(_("VOG afgegeven op"), null=True, blank=True)
    vog_seen_on = models.DateField(_("VOG gezien op"), null=True, blank=True)
    vog_seen_by = models.CharField(_("VOG gezien door"), max_length=120, blank=True)
    agreement_signed_on = models.DateField(
        _("stageovereenkomst getekend op"), null=True, blank=True
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("stageplaats")
        verbose_name_plural = _("stageplaatsen")
        ordering = ["-start_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="placement_ends_not_before_start",
                violation_error_message=_("De laatste dag ligt vóór de eerste dag."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "broken_off"]) | ~Q(reason=""),
                name="refused_placement_has_reason",
            ),
            models.UniqueConstraint(
                fields=["participant", "school"],
                condition=Q(status__in=["proposed", "accepted"]),
                name="one_live_placement_per_school",
                violation_error_message=_(
                    "Deze deelnemer heeft bij deze school al een voorgestelde of bevestigde stage."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.participant} · {self.school}"

    @property
    def takes_hours(self):
        return self.status in self.HOSTING and not self.waits_for_vog

    @property
    def waits_for_vog(self):
        return self.vog_required and self.vog_seen_on is None
