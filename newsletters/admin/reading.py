"""Readers and their proof. Who reads is for the reader to say: here nobody is added."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.admin import MailLog, NoAdding, NoDeleting, ReadOnly, ReadOnlyInline, TableAdmin
from newsletters import forgetting, leaving, retention
from newsletters.models import Consent, Forgotten, Subscription, SubscriptionTopic

# Where somebody said it, in the proof.
PAGE = "/admin/"


class TopicInline(ReadOnlyInline):
    model = SubscriptionTopic
    fields = ["topic"]


class ConsentInline(ReadOnlyInline):
    model = Consent
    fields = ["act", "topics", "page", "wording_version", "privacy_version", "at"]


@admin.register(Subscription)
class SubscriptionAdmin(MailLog, NoAdding, NoDeleting, TableAdmin):
    """Deleting would leave the address in mails and proof; the actions do all of it."""

    guarded = ("key",)
    joins = ["region", "channel"]
    list_display = ["email", "region", "status", "language", "channel", "asked_at", "confirmed_at"]
    list_filter = ["status", "region", "topics__topic", "language", "branch"]
    search_fields = ["email", "first_name"]
    date_hierarchy = "asked_at"
    actions = ["end", "erase"]
    inlines = [TopicInline, ConsentInline]
    readonly_fields = [
        "region",
        "email",
        "channel",
        "status",
        "asked_at",
        "reminded_at",
        "confirmed_at",
        "ended_at",
        "erased_on",
        "mail_log",
    ]
    fieldsets = [
        (None, {"fields": ["region", "email", "status", "first_name", "language", "branch"]}),
        (
            gettext_lazy("Verloop"),
            {
                "fields": [
                    "channel",
                    "asked_at",
                    "reminded_at",
                    "confirmed_at",
                    "ended_at",
                    "erased_on",
                    "mail_log",
                ]
            },
        ),
    ]

    @admin.display(description=gettext_lazy("wordt gewist op"))
    def erased_on(self, row):
        return retention.erased_on(row)

    @admin.action(description=gettext_lazy("Afmelden, op verzoek"), permissions=["change"])
    def end(self, request, rows):
        done = sum(leaving.leave(row, now=timezone.now(), page=PAGE) for row in rows)
        text = ngettext("%(count)s lezer afgemeld.", "%(count)s lezers afgemeld.", done)
        messages.success(request, text % {"count": done})

    @admin.action(
        description=gettext_lazy("Adres wissen in alle regio's, op verzoek"),
        permissions=["change"],
    )
    def erase(self, request, rows):
        addresses = {row.email for row in rows}
        for address in sorted(addresses):
            forgetting.forget(address, now=timezone.now(), page=PAGE)
        text = ngettext("%(count)s adres gewist.", "%(count)s adressen gewist.", len(addresses))
        messages.success(request, text % {"count": len(addresses)})


@admin.register(Consent)
class ConsentAdmin(ReadOnly, TableAdmin):
    joins = ["region", "subscription"]
    list_display = ["at", "act", "shown_address", "region", "topics", "page", "wording_version"]
    list_filter = ["act", "region", "wording_version"]
    search_fields = ["address", "digest"]
    date_hierarchy = "at"

    @admin.display(description=gettext_lazy("e-mailadres"), ordering="address")
    def shown_address(self, consent):
        return consent.address or _("verwijderd adres")


@admin.register(Forgotten)
class ForgottenAdmin(ReadOnly, TableAdmin):
    list_display = ["digest", "at"]
    search_fields = ["digest"]
    date_hierarchy = "at"
