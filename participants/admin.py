from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy

from core.admin import (
    EuroField,
    FoldedSearch,
    JoinedFilter,
    MailLog,
    NoAdding,
    NoDeleting,
    ReadOnlyInline,
    TableAdmin,
)
from internships.models import Placement
from participants.models import Attendance, Certificate, Employer, Funding, Participant

PERSON = ["participant__user__folded_name", "participant__user__email"]


@admin.register(Employer)
class EmployerAdmin(TableAdmin):
    list_display = ["name", "branch", "place", "contact_name", "email", "phone"]
    list_filter = ["branch"]
    search_fields = ["name", "place", "contact_name", "email"]


class FundingForm(forms.ModelForm):
    amount_cents = EuroField(label=gettext_lazy("bedrag (euro)"))

    class Meta:
        model = Funding
        fields = ["participant", "payer", "amount_cents", "reference"]


class FundingInline(admin.TabularInline):
    model = Funding
    form = FundingForm
    autocomplete_fields = ["payer"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("payer")


class PlacementInline(ReadOnlyInline):
    model = Placement
    joins = ["school", "supervisor", "participant__user"]
    fields = ["school", "supervisor", "start_on", "end_on", "status"]


@admin.register(Participant)
class ParticipantAdmin(FoldedSearch, MailLog, NoAdding, TableAdmin):
    """People come in through the page of their cohort: that guards the seats and mails them."""

    joins = ["user", "cohort__region", "employer", "transferred_from__user"]
    list_display = ["sort_name", "cohort", "status", "employer", "branch", "admitted_at"]
    list_filter = ["status", "branch", "employment", "cohort__region", ("cohort", JoinedFilter)]
    search_fields = ["user__folded_name", "user__email"]
    autocomplete_fields = ["employer"]
    date_hierarchy = "admitted_at"
    inlines = [FundingInline, PlacementInline]
    readonly_fields = [
        "user",
        "cohort",
        "status",
        "admitted_at",
        "stopped_on",
        "stop_reason",
        "transferred_from",
        "mail_log",
    ]
    fieldsets = [
        (None, {"fields": ["user", "cohort", "status", "phone"]}),
        (gettext_lazy("Werk"), {"fields": ["employer", "employment", "branch"]}),
        (
            gettext_lazy("Verloop"),
            {
                "fields": [
                    "admitted_at",
                    "stopped_on",
                    "stop_reason",
                    "transferred_from",
                    "mail_log",
                ]
            },
        ),
    ]

    @admin.display(description=gettext_lazy("naam"), ordering="user__folded_name")
    def sort_name(self, participant):
        return participant.user.sort_name


@admin.register(Funding)
class FundingAdmin(TableAdmin):
    form = FundingForm
    joins = ["participant__user", "participant__cohort__region", "payer"]
    list_display = ["participant", "cohort", "payer", "euros", "reference"]
    list_filter = [
        ("payer", admin.RelatedOnlyFieldListFilter),
        "participant__cohort__region",
        ("participant__cohort", JoinedFilter),
    ]
    search_fields = [*PERSON, "payer__name", "reference"]
    autocomplete_fields = ["participant", "payer"]

    @admin.display(description=gettext_lazy("groep"), ordering="participant__cohort")
    def cohort(self, funding):
        return funding.participant.cohort

    @admin.display(description=gettext_lazy("bedrag"), ordering="amount_cents")
    def euros(self, funding):
        euros, cents = divmod(funding.amount_cents, 100)
        return f"€ {euros},{cents:02}"


@admin.register(Attendance)
class AttendanceAdmin(TableAdmin):
    joins = ["lesson_day__cohort__region", "participant__user"]
    list_display = ["participant", "lesson_day", "cohort", "presence", "note"]
    list_filter = ["presence", "lesson_day__cohort__region", ("lesson_day__cohort", JoinedFilter)]
    search_fields = [*PERSON, "lesson_day__topic"]
    autocomplete_fields = ["lesson_day", "participant"]
    date_hierarchy = "lesson_day__starts_at"

    @admin.display(description=gettext_lazy("groep"), ordering="lesson_day__cohort")
    def cohort(self, attendance):
        return attendance.lesson_day.cohort


@admin.register(Certificate)
class CertificateAdmin(FoldedSearch, NoDeleting, TableAdmin):
    """A certificate is revoked with a reason and never deleted: the check page must know it."""

    joins = ["participant__user", "participant__cohort__region", "issued_by"]
    list_display = ["participant", "cohort", "code", "issued_on", "issued_by", "revoked_on"]
    list_filter = [
        ("revoked_on", admin.EmptyFieldListFilter),
        "participant__cohort__region",
        ("participant__cohort", JoinedFilter),
    ]
    search_fields = [*PERSON, "code"]
    autocomplete_fields = ["participant"]
    date_hierarchy = "issued_on"
    fields = ["participant", "code", "issued_on", "issued_by", "revoked_on", "revoke_reason"]

    def get_readonly_fields(self, request, obj=None):
        return ["code", "issued_by", "participant", "issued_on"] if obj else ["code", "issued_by"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.issued_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("groep"), ordering="participant__cohort")
    def cohort(self, certificate):
        return certificate.participant.cohort
