"""Schools, the days on which they differ from their region, and the people there."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from core.admin import FoldedSearch, MailLogByAddress, ReadOnlyInline, TableAdmin
from core.formfields import PostcodeField
from internships import school_exceptions
from internships.models import Placement, School, SchoolContact, SchoolException


class SchoolContactInline(ReadOnlyInline):
    model = SchoolContact
    fields = ["full_name", "email", "function", "is_qualified", "left_on"]

    @admin.display(description=gettext_lazy("naam"))
    def full_name(self, contact):
        return contact.full_name


class ExceptionForm(forms.ModelForm):
    """Refused where it is wrong, as on the page of the school's calendar."""

    def clean(self):
        cleaned = super().clean()
        school, start, end = (cleaned.get(name) for name in ("school", "start_on", "end_on"))
        if school and school.pk and start and end:
            try:
                school_exceptions.check(
                    school, start, end, cleaned["is_open"], but=self.instance.pk
                )
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class SchoolExceptionInline(admin.TabularInline):
    model = SchoolException
    form = ExceptionForm
    fields = ["name", "start_on", "end_on", "is_open"]
    extra = 0


class SchoolForm(forms.ModelForm):
    postcode = PostcodeField(label=gettext_lazy("postcode"), required=False)


@admin.register(School)
class SchoolAdmin(FoldedSearch, TableAdmin):
    form = SchoolForm
    list_display = ["name", "code", "kind", "place", "municipality", "province", "closed_on"]
    list_filter = ["kind", "province", "holiday_region", ("closed_on", admin.EmptyFieldListFilter)]
    search_fields = ["folded"]
    inlines = [SchoolExceptionInline, SchoolContactInline]
    fieldsets = [
        (None, {"fields": ["name", "code", "kind", "structure", "closed_on"]}),
        (
            gettext_lazy("Adres"),
            {
                "fields": [
                    ("street", "house_number"),
                    ("postcode", "place"),
                    ("municipality", "province"),
                    "holiday_region",
                    "phone",
                    "website",
                ]
            },
        ),
    ]


@admin.register(SchoolException)
class SchoolExceptionAdmin(FoldedSearch, TableAdmin):
    form = ExceptionForm
    joins = ["school"]
    list_display = ["name", "school", "start_on", "end_on", "is_open"]
    list_filter = ["is_open", "school__holiday_region"]
    search_fields = ["school__folded"]
    autocomplete_fields = ["school"]
    date_hierarchy = "start_on"


class SupervisedInline(ReadOnlyInline):
    model = Placement
    joins = ["school", "participant__user"]
    fields = ["participant", "start_on", "end_on", "status"]
    verbose_name_plural = gettext_lazy("begeleidt deze stages")


@admin.register(SchoolContact)
class SchoolContactAdmin(FoldedSearch, MailLogByAddress, TableAdmin):
    joins = ["school", "user"]
    list_display = ["sort_name", "school", "email", "function", "is_qualified", "user", "left_on"]
    list_filter = [
        "is_qualified",
        "regions",
        ("user", admin.EmptyFieldListFilter),
        ("left_on", admin.EmptyFieldListFilter),
        "language",
    ]
    search_fields = ["folded_name", "email", "school__folded"]
    autocomplete_fields = ["school", "user", "regions"]
    readonly_fields = ["mail_log"]
    inlines = [SupervisedInline]
    fieldsets = [
        (None, {"fields": [("first_name", "infix", "last_name"), "email", "phone", "language"]}),
        (
            gettext_lazy("School"),
            {"fields": ["school", "function", "is_qualified", "regions", "left_on"]},
        ),
        (gettext_lazy("Toegang"), {"fields": ["user", "mail_log"]}),
    ]

    @admin.display(description=gettext_lazy("naam"), ordering="folded_name")
    def sort_name(self, contact):
        return contact.sort_name
