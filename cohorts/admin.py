from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import capacity
from cohorts.forms import SeatsForm
from cohorts.models import (
    Cohort,
    Holiday,
    LessonDay,
    Organisation,
    Partnership,
    Region,
    RegionSlug,
    ReminderRule,
)
from core.admin import (
    JoinedFilter,
    MailLog,
    NoAdding,
    ReadOnlyInline,
    TableAdmin,
    hours_column,
)
from participants import admission


class PartnershipInline(admin.TabularInline):
    model = Partnership
    autocomplete_fields = ["organisation"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation", "region")


class FormerSlugInline(ReadOnlyInline):
    """Made by changing the name; taking one away ends the links that hold it."""

    model = RegionSlug
    fields = ["slug"]
    show_change_link = False

    def has_delete_permission(self, request, obj=None):
        return self.may_act(request)


@admin.register(Region)
class RegionAdmin(TableAdmin):
    list_display = ["name", "slug", "is_active", "who_leads"]
    list_filter = ["is_active"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["leaders"]
    inlines = [PartnershipInline, FormerSlugInline]
    # The count of leaders drops the table's own order.
    ordering = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_leaders()

    def save_model(self, request, region, form, change):
        super().save_model(request, region, form, change)
        if change and "slug" in form.changed_data:
            text = _(
                "Links en QR-codes met “%(old)s” werken nog: ze leiden door naar “%(new)s”. "
                "Gebruik op nieuw drukwerk het nieuwe adres."
            )
            messages.warning(request, text % {"old": form.initial["slug"], "new": region.slug})

    @admin.display(description=gettext_lazy("projectleiders"), ordering="leading")
    def who_leads(self, region):
        return region.leading or _("niemand: de beheerders krijgen de mail")


@admin.register(RegionSlug)
class RegionSlugAdmin(NoAdding, TableAdmin):
    """To see which names are taken for good; one that is deleted ends the links that hold it."""

    joins = ["region"]
    list_display = ["slug", "region"]
    list_filter = ["region"]
    search_fields = ["slug", "region__name"]
    readonly_fields = ["slug", "region"]


@admin.register(Organisation)
class OrganisationAdmin(TableAdmin):
    joins = ["succeeded_by"]
    list_display = ["name", "place", "website", "succeeded_by"]
    list_filter = ["partnerships__role", ("succeeded_by", admin.EmptyFieldListFilter)]
    search_fields = ["name", "place"]
    autocomplete_fields = ["succeeded_by"]


@admin.register(Partnership)
class PartnershipAdmin(TableAdmin):
    joins = ["organisation", "region"]
    list_display = ["organisation", "region", "role", "from_on", "until_on"]
    list_filter = ["role", "region", ("until_on", admin.EmptyFieldListFilter)]
    search_fields = ["organisation__name", "region__name"]
    autocomplete_fields = ["organisation", "region"]
    date_hierarchy = "from_on"


class LessonDayInline(admin.TabularInline):
    model = LessonDay
    extra = 0
    show_change_link = True


class ReminderRuleInline(admin.TabularInline):
    model = ReminderRule
    extra = 0
    max_num = len(ReminderRule.Kind)


@admin.register(Cohort)
class CohortAdmin(MailLog, TableAdmin):
    form = SeatsForm
    joins = ["region", "provider"]
    list_display = ["name", "region", "provider", "status", "start_on", "end_on", "seats", "norm"]
    list_filter = ["status", "region", ("provider", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "region__name"]
    # The count of seats drops the table's own order.
    ordering = ["-start_on", "region__name", "name"]
    autocomplete_fields = ["region", "provider"]
    date_hierarchy = "start_on"
    readonly_fields = ["status", "mail_log"]
    inlines = [ReminderRuleInline, LessonDayInline]
    fieldsets = [
        (None, {"fields": ["region", "name", "provider", "start_on", "end_on", "status"]}),
        (
            gettext_lazy("Aantallen"),
            {
                "description": gettext_lazy("Uren staan hier in minuten: 80 uur is 4800."),
                "fields": [
                    "min_participants",
                    "max_participants",
                    "norm_minutes",
                    "ceiling_minutes",
                    "retention_years",
                ],
            },
        ),
        (gettext_lazy("Mail"), {"fields": ["reminders_on", "mail_log"]}),
    ]

    norm = staticmethod(hours_column("norm_minutes", gettext_lazy("urennorm")))

    def get_queryset(self, request):
        return admission.with_seats(super().get_queryset(request))

    @admin.display(description=gettext_lazy("plaatsen"), ordering="seats_taken")
    def seats(self, cohort):
        fill = capacity.fill(cohort)
        return f"{fill.taken}/{fill.maximum}"


@admin.register(LessonDay)
class LessonDayAdmin(TableAdmin):
    joins = ["cohort__region"]
    list_display = ["starts_at", "ends_at", "cohort", "topic", "place", "teacher"]
    list_filter = ["cohort__region", ("cohort", JoinedFilter)]
    search_fields = ["topic", "place", "teacher", "cohort__name", "cohort__region__name"]
    autocomplete_fields = ["cohort"]
    date_hierarchy = "starts_at"


@admin.register(ReminderRule)
class ReminderRuleAdmin(TableAdmin):
    joins = ["cohort__region"]
    list_display = [
        "cohort",
        "kind",
        "is_on",
        "every_weeks",
        "weekday",
        "hour",
        "cap",
        "task_after",
    ]
    list_filter = ["kind", "is_on", "every_weeks", "cohort__region", ("cohort", JoinedFilter)]
    search_fields = ["cohort__name", "cohort__region__name"]
    autocomplete_fields = ["cohort"]


class HolidayForm(forms.ModelForm):
    def clean(self):
        days = self.cleaned_data.get("start_on"), self.cleaned_data.get("end_on")
        if all(days) and days[1] < days[0]:
            self.add_error("end_on", _("De laatste dag ligt vóór de eerste dag."))
        return super().clean()


@admin.register(Holiday)
class HolidayAdmin(TableAdmin):
    form = HolidayForm
    list_display = ["name", "kind", "region", "start_on", "end_on"]
    list_filter = ["kind", "region"]
    search_fields = ["name"]
    date_hierarchy = "start_on"
