from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _

from core.admin import FixedRegion, ReadOnly, ReadOnlyInline, TableAdmin
from newsletters.models import Letterhead, Newsletter, NewsletterText, Picture


class TextInline(ReadOnlyInline):
    model = NewsletterText
    fields = ["language", "subject", "preheader", "body"]
    show_change_link = False


@admin.register(Newsletter)
class NewsletterAdmin(ReadOnly, TableAdmin):
    """To be read back. It is written and sent on the pages of its leader, which check it."""

    joins = ["region", "author", "audience"]
    list_display = ["created_at", "region", "status", "topic", "author"]
    list_filter = ["status", "topic"]
    search_fields = ["texts__subject", "region__name"]
    date_hierarchy = "created_at"
    inlines = [TextInline]


class LetterheadForm(forms.ModelForm):
    def clean(self):
        """A logo is of the own region: there it stays for as long as its mail shows it."""
        cleaned = super().clean()
        logo, region = cleaned.get("logo"), cleaned.get("region")
        if logo and region and logo.region_id != region.pk:
            self.add_error("logo", _("Kies een afbeelding van deze regio."))
        return cleaned


@admin.register(Letterhead)
class LetterheadAdmin(FixedRegion, TableAdmin):
    form = LetterheadForm
    joins = ["region"]
    list_display = ["name", "region", "sender", "per_hour"]
    search_fields = ["name", "region__name"]
    raw_id_fields = ["logo"]


@admin.register(Picture)
class PictureAdmin(TableAdmin):
    """Its bytes stay as they are; what it shows can be said better."""

    joins = ["region"]
    list_display = ["alt", "region", "content_type", "width", "height", "on_shelf", "created_at"]
    list_filter = ["on_shelf"]
    search_fields = ["alt", "region__name"]
    fields = ["alt", "region", "on_shelf", "content_type", "width", "height", "created_at"]
    readonly_fields = ["region", "content_type", "width", "height", "created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def has_add_permission(self, request):
        return False
