"""Placements, the hours made there, and what schools decided about them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin import (
    EMPTY,
    FoldedSearch,
    JoinedFilter,
    MailLog,
    NoAdding,
    NoDeleting,
    ReadOnly,
    ReadOnlyInline,
    TableAdmin,
    change_link,
    hours_column,
)
from core.workflow import IllegalMove
from internships import placing
from internships.models import (
    Confirmation,
    HourEntry,
    LineDecision,
    Placement,
)
from participants.admin import PERSON

DURATION = staticmethod(hours_column("minutes", gettext_lazy("duur")))


class PlacementForm(forms.ModelForm):
    def clean_supervisor(self):
        supervisor, row = self.cleaned_data["supervisor"], self.instance
        if "supervisor" in self.changed_data:
            try:
                placing.check_supervisor(row.participant, row.school, supervisor)
            except ValidationError as error:
                raise ValidationError(error.messages) from error
        return supervisor

    def clean(self):
        days = self.cleaned_data.get("start_on"), self.cleaned_data.get("end_on")
        if all(days) and self.instance.hours.standing().exclude(worked_on__range=days).exists():
            raise ValidationError(_("Er zijn al uren ingevoerd op dagen buiten deze periode."))
        return super().clean()


class HourEntryInline(ReadOnlyInline):
    model = HourEntry
    fk_name = "placement"
    joins = ["placement__school", "participant__user"]
    fields = ["worked_on", "duration", "kind", "status", "note"]
    duration = DURATION
    verbose_name_plural = gettext_lazy("nieuwste urenregels")


@admin.register(Placement)
class PlacementAdmin(FoldedSearch, MailLog, NoAdding, NoDeleting, TableAdmin):
    """A placement begins on the page of its cohort: there the question to the school is mailed."""

    form = PlacementForm
    joins = ["participant__user", "participant__cohort__region", "school", "supervisor"]
    list_display = ["participant", "cohort", "school", "supervisor", "status", "start_on"]
    list_filter = [
        "status",
        "vog_required",
        ("vog_seen_on", admin.EmptyFieldListFilter),
        "participant__cohort__region",
        ("participant__cohort", JoinedFilter),
    ]
    search_fields = [*PERSON, "school__folded", "supervisor__folded_name", "supervisor__email"]
    autocomplete_fields = ["supervisor"]
    date_hierarchy = "start_on"
    inlines = [HourEntryInline]
    readonly_fields = [
        "participant",
        "school",
        "status",
        "proposed_at",
        "proposed_by",
        "answered_at",
        "answered_name",
        "reason",
        "mail_log",
        "all_hours",
    ]
    fieldsets = [
        (None, {"fields": ["participant", "school", "supervisor", "status", "reason"]}),
        (
            gettext_lazy("Afspraken"),
            {
                "description": gettext_lazy("Uren staan hier in minuten: 80 uur is 4800."),
                "fields": ["start_on", "end_on", "agreed_minutes", "note", "agreement_signed_on"],
            },
        ),
        (
            gettext_lazy("VOG"),
            {"fields": ["vog_required", "vog_issued_on", "vog_seen_on", "vog_seen_by"]},
        ),
        (
            gettext_lazy("Logboek"),
            {
                "fields": [
                    "proposed_at",
                    "proposed_by",
                    "answered_at",
                    "answered_name",
                    "mail_log",
                    "all_hours",
                ]
            },
        ),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Of a placement that never took place nobody else becomes the supervisor."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj and obj.status in Placement.SUPERVISED else [*fields, "supervisor"]

    def save_model(self, request, obj, form, change):
        """An open question goes to the new supervisor, so that one comes in by its verb.

        Only what was typed is written: the school may have answered since the row was read.
        """
        changed = set(form.changed_data)
        obj.save(update_fields=changed - {"supervisor"})
        if "supervisor" in changed:
            supervisor = form.cleaned_data["supervisor"]
            try:
                placing.change_supervisor(obj, supervisor, by=request.user, now=timezone.now())
            except IllegalMove:
                text = _("De begeleider is niet gewijzigd: de stageplaats is intussen veranderd.")
                messages.error(request, text)

    @admin.display(description=gettext_lazy("groep"), ordering="participant__cohort")
    def cohort(self, placement):
        return placement.participant.cohort

    @admin.display(description=gettext_lazy("urenregels"))
    def all_hours(self, placement):
        if placement.pk is None:
            return EMPTY
        url = reverse("admin:internships_hourentry_changelist")
        return format_html(
            '<a href="{}?placement__exact={}">{}</a>',
            url,
            placement.pk,
            _("Bekijk alle urenregels"),
        )


@admin.register(HourEntry)
class HourEntryAdmin(FoldedSearch, ReadOnly, TableAdmin):
    joins = ["participant__user", "placement__school", "placement__participant__user"]
    list_display = ["worked_on", "participant", "school", "duration", "kind", "status"]
    list_filter = [
        "status",
        "kind",
        "participant__cohort__region",
        ("participant__cohort", JoinedFilter),
    ]
    search_fields = [*PERSON, "placement__school__folded"]
    date_hierarchy = "worked_on"
    duration = DURATION

    @admin.display(description=gettext_lazy("school"), ordering="placement__school")
    def school(self, entry):
        return entry.placement.school


class DecisionInline(ReadOnlyInline):
    """Every line as it was decided on; the line itself may have changed since."""

    model = LineDecision
    formset = BaseInlineFormSet
    joins = ["entry__participant__user"]
    fields = ["worked_on", "participant", "duration", "kind", "outcome", "reason"]
    duration = DURATION
    show_change_link = False

    @admin.display(description=gettext_lazy("deelnemer"))
    def participant(self, decision):
        return change_link(decision.entry.participant)


@admin.register(Confirmation)
class ConfirmationAdmin(FoldedSearch, ReadOnly, TableAdmin):
    joins = ["contact__school"]
    list_display = ["confirmed_at", "contact", "school", "typed_name", "via"]
    list_filter = ["via", "contact__regions"]
    search_fields = ["contact__folded_name", "contact__email", "contact__school__folded"]
    date_hierarchy = "confirmed_at"
    inlines = [DecisionInline]

    @admin.display(description=gettext_lazy("school"), ordering="contact__school")
    def school(self, confirmation):
        return confirmation.contact.school
