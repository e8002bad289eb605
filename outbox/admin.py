from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.admin import ReadOnly, TableAdmin, act_on_each, change_link
from outbox import contents, handling, kinds, suppressing
from outbox.bounces.admin import BounceAdmin  # noqa: F401, a table of its own
from outbox.mail_texts.admin import MailTextAdmin
from outbox.models import Letter, MailChoice, MailText, Message, StreamPause, Suppression

admin.site.register(MailText, MailTextAdmin)


class KindFilter(admin.SimpleListFilter):
    title = gettext_lazy("soort mail")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        names = kinds.labels() if model_admin.model is Message else kinds.KINDS
        return [(name, kinds.label(name)) for name in names]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Message)
class MessageAdmin(ReadOnly, TableAdmin):
    """Every mail of the portal, to be read back, without the keys that are for its reader alone."""

    guarded = ("text", "html", "headers")
    joins = ["link", "about_type", "letter"]
    list_display = ["created_at", "status", "to", "subject"]
    list_display_links = ["created_at", "subject"]
    list_filter = ["status", "stream", KindFilter]
    search_fields = ["to", "subject", "key"]
    date_hierarchy = "created_at"
    actions = ["retry", "cancel"]
    readonly_fields = ["about_link", "kind_in_words", "shown_text", "shown_headers"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "to",
                    "kind_in_words",
                    "subject",
                    "shown_text",
                    "about_link",
                    "letter",
                    "link",
                ]
            },
        ),
        (
            gettext_lazy("Verzending"),
            {"fields": ["status", "error", "attempts", "not_before", "claimed_at", "sent_at"]},
        ),
        (
            gettext_lazy("Techniek"),
            {
                "classes": ["collapse"],
                "fields": ["key", "stream", "message_id", "shown_headers", "created_at"],
            },
        ),
    ]

    def has_send_permission(self, request):
        return self.may_act(request)

    @admin.display(description=gettext_lazy("soort mail"))
    def kind_in_words(self, message):
        return kinds.label(message.kind)

    @admin.display(description=gettext_lazy("tekst"))
    def shown_text(self, message):
        return contents.shown(message)

    @admin.display(description=gettext_lazy("koppen"))
    def shown_headers(self, message):
        return contents.shown_headers(message)

    @admin.display(description=gettext_lazy("gaat over"))
    def about_link(self, message):
        return change_link(message.about)

    @admin.action(description=gettext_lazy("Opnieuw versturen"), permissions=["send"])
    def retry(self, request, queryset):
        now = timezone.now()

        def again(message):
            handling.retry(message, by=request.user, now=now)
            return _("Staat weer klaar: %(message)s") % {"message": message}

        act_on_each(request, queryset, again)

    @admin.action(description=gettext_lazy("Annuleren"), permissions=["send"])
    def cancel(self, request, queryset):
        def stop(message):
            handling.cancel(message, by=request.user)
            return _("Geannuleerd: %(message)s") % {"message": message}

        act_on_each(request, queryset, stop)


@admin.register(Letter)
class LetterAdmin(ReadOnly, TableAdmin):
    """What leaders wrote to a list of people; each copy is a message of its own."""

    joins = ["author"]
    list_display = ["created_at", "subject", "author", "audience", "number_of_messages"]
    list_display_links = ["created_at", "subject"]
    search_fields = ["subject", "audience", "author__email", "author__folded_name"]
    date_hierarchy = "created_at"
    fields = ["author", "audience", "subject", "text", "created_at", "messages_link"]
    readonly_fields = ["messages_link"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_numbers()

    @admin.display(description=gettext_lazy("mails"), ordering="total")
    def number_of_messages(self, letter):
        return letter.total

    @admin.display(description=gettext_lazy("mails"))
    def messages_link(self, letter):
        url = f"{reverse('admin:outbox_message_changelist')}?letter__id__exact={letter.pk}"
        return format_html('<a href="{}">{}</a>', url, letter.total)


@admin.register(Suppression)
class SuppressionAdmin(TableAdmin):
    """Who gets no mail. Ending a block lets mail through again; what was cancelled stays so."""

    list_display = ["address", "scope", "reason", "created_at", "note"]
    list_filter = ["scope", "reason"]
    search_fields = ["address", "note"]
    date_hierarchy = "created_at"
    fields = ["address", "scope", "reason", "note", "created_at"]
    readonly_fields = ["created_at"]
    actions = ["lift"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        suppressing.take_hold(obj)

    @admin.action(description=gettext_lazy("Blokkade opheffen"), permissions=["delete"])
    def lift(self, request, queryset):
        rows = list(queryset)
        suppressing.lift(rows, by=request.user)
        told = ngettext(
            "Naar %(count)d adres gaat weer mail.",
            "Naar %(count)d adressen gaat weer mail.",
            len({row.address for row in rows}),
        )
        messages.success(request, told % {"count": len({row.address for row in rows})})


@admin.register(MailChoice)
class MailChoiceAdmin(ReadOnly, TableAdmin):
    """Why somebody gets no mail of a kind; readers themselves choose on their own page."""

    list_display = ["address", "kind_in_words", "rhythm", "snoozed_until"]
    list_filter = ["rhythm", KindFilter]
    search_fields = ["address"]
    fields = ["address", "kind_in_words", "rhythm", "snoozed_until"]
    readonly_fields = ["address", "kind_in_words"]

    @admin.display(description=gettext_lazy("soort mail"), ordering="kind")
    def kind_in_words(self, choice):
        return kinds.label(choice.kind)


@admin.register(StreamPause)
class StreamPauseAdmin(ReadOnly, TableAdmin):
    """What the mail server does not take now, and why. It gets going again by itself."""

    list_display = ["stream", "since", "until", "failures", "reason"]
    fields = ["stream", "since", "until", "failures", "reason"]
    actions = ["try_now"]

    def has_send_permission(self, request):
        return self.may_act(request)

    @admin.action(description=gettext_lazy("Nu opnieuw proberen"), permissions=["send"])
    def try_now(self, request, queryset):
        queryset.update(until=timezone.now())
        messages.success(request, _("De volgende poging is nu."))
