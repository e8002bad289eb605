from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.admin import (
    FixedRegion,
    FoldedSearch,
    MailLog,
    NoAdding,
    NoDeleting,
    ReadOnly,
    ReadOnlyInline,
    TableAdmin,
)
from recruitment import erasing, retention
from recruitment.forms.correcting import LeadForm
from recruitment.models import Application, Channel, ChannelDay, HeardFrom, Lead, LeadNote


class ChannelDayInline(ReadOnlyInline):
    model = ChannelDay
    fields = ["day", "visits"]
    show_change_link = False
    verbose_name_plural = gettext_lazy("bezoeken per dag")


@admin.register(Channel)
class ChannelAdmin(FixedRegion, NoDeleting, TableAdmin):
    """One that is over stops counting; what it brought stays to be read."""

    joins = ["region", "organisation"]
    list_display = ["name", "region", "organisation", "code", "is_active"]
    list_filter = ["is_active", "region"]
    search_fields = ["name", "code", "organisation__name"]
    autocomplete_fields = ["region", "organisation"]
    inlines = [ChannelDayInline]


@admin.register(ChannelDay)
class ChannelDayAdmin(ReadOnly, TableAdmin):
    joins = ["channel"]
    list_display = ["channel", "day", "visits"]
    list_filter = ["channel__region"]
    date_hierarchy = "day"


class ApplicationInline(ReadOnlyInline):
    model = Application
    joins = ["cohort__region"]
    fields = ["created_at", "first_name", "infix", "last_name", "employer_name", "cohort"]


class NoteInline(ReadOnlyInline):
    model = LeadNote
    joins = ["author"]
    fields = ["created_at", "author", "text"]
    show_change_link = False


class HeardInline(ReadOnlyInline):
    model = HeardFrom
    fields = ["source"]
    show_change_link = False


@admin.register(Lead)
class LeadAdmin(FoldedSearch, MailLog, NoAdding, NoDeleting, TableAdmin):
    """Leads come in by the public pages; here a typing error is put right, or one is erased.

    Deleting would leave the person in mails and in the trail, and take away what is counted.
    """

    joins = ["region", "owner", "channel", "participant__user"]
    list_display = ["sort_name", "region", "status", "email", "owner", "created_at", "erased_on"]
    list_filter = [
        "status",
        "region",
        "branch",
        ("channel", admin.RelatedOnlyFieldListFilter),
        ("erased_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["folded_name", "email"]
    form = LeadForm
    date_hierarchy = "created_at"
    actions = ["erase"]
    inlines = [ApplicationInline, NoteInline, HeardInline]
    readonly_fields = [
        "region",
        "status",
        "channel",
        "participant",
        "owner",
        "privacy_version",
        "created_at",
        "moved_at",
        "touched_at",
        "erased_on",
        "mail_log",
    ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.erased_at)

    @admin.display(description=gettext_lazy("wordt of is gewist op"))
    def erased_on(self, row):
        if row.erased_at:
            return timezone.localdate(row.erased_at)
        return retention.erased_on(row)

    @admin.action(description=gettext_lazy("Wissen, op verzoek"), permissions=["change"])
    def erase(self, request, rows):
        chosen = Lead.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
        done = erasing.erase(chosen, by=request.user, now=timezone.now())
        text = ngettext("%(count)s mens gewist.", "%(count)s mensen gewist.", done)
        messages.success(request, text % {"count": done})
        if admitted := chosen.filter(status=Lead.Status.ADMITTED).count():
            text = _("Wie is toegelaten, is nu deelnemer en blijft staan: %(count)s.")
            messages.warning(request, text % {"count": admitted})

    @admin.display(description=gettext_lazy("naam"), ordering="folded_name")
    def sort_name(self, row):
        return row.sort_name


@admin.register(Application)
class ApplicationAdmin(FoldedSearch, ReadOnly, TableAdmin):
    """What somebody sent never changes."""

    joins = ["lead__region", "cohort__region"]
    list_display = ["sort_name", "lead", "employer_name", "branch", "cohort", "created_at"]
    list_filter = ["branch", "education", "lead__region"]
    search_fields = ["folded_name", "lead__email"]
    date_hierarchy = "created_at"

    @admin.display(description=gettext_lazy("naam"), ordering="folded_name")
    def sort_name(self, row):
        return row.sort_name


@admin.register(LeadNote)
class LeadNoteAdmin(ReadOnly, TableAdmin):
    joins = ["lead", "author"]
    list_display = ["lead", "author", "created_at"]
    date_hierarchy = "created_at"


@admin.register(HeardFrom)
class HeardFromAdmin(ReadOnly, TableAdmin):
    joins = ["lead"]
    list_display = ["lead", "source"]
    list_filter = ["source"]
