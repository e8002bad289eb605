"""What all admin pages have in common; each app's `admin.py` says the rest."""

from decimal import Decimal
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.forms.models import BaseInlineFormSet
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import durations
from core.formfields import MailboxField
from core.search import fold
from core.workflow import IllegalMove, Workflow

EMPTY = "–"


class EuroField(forms.DecimalField):
    """Euros on the page, whole cents in the table."""

    def __init__(self, **kwargs):
        # Below what an integer column of PostgreSQL holds.
        limits = {"min_value": 0, "max_value": 1_000_000, "decimal_places": 2, "max_digits": 9}
        super().__init__(**limits, **kwargs)

    def prepare_value(self, value):
        return Decimal(value) / 100 if isinstance(value, int) else value

    def clean(self, value):
        euros = super().clean(value)
        return None if euros is None else int(euros * 100)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class TableAdmin(admin.ModelAdmin):
    """A table whose lists read the rows named in `joins` along, also for the search-as-you-type."""

    joins = ()
    # Columns that are not shown, by which no address of a list may narrow either: whoever may guess
    # at the beginning of a key has it in a minute.
    guarded = ()
    list_per_page = 50
    show_full_result_count = False
    empty_value_display = EMPTY
    formfield_overrides = {
        models.EmailField: {"form_class": MailboxField},
        models.URLField: {"assume_scheme": "https"},
    }

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.joins)

    def get_changelist_instance(self, request):
        """A year that no date can have is an address like any other that means nothing."""
        try:
            return super().get_changelist_instance(request)
        except OverflowError as error:
            raise IncorrectLookupParameters(error) from error

    def lookup_allowed(self, lookup, value, request):
        is_guarded = lookup.split(LOOKUP_SEP)[0] in self.guarded
        return not is_guarded and super().lookup_allowed(lookup, value, request)

    def save_model(self, request, obj, form, change):
        """Of a row that moves by verbs only what was typed is written: one may have been taken
        since it was read, and what it wrote is not to be put back."""
        if change and isinstance(obj, Workflow):
            obj.save(update_fields=form.changed_data)
        else:
            super().save_model(request, obj, form, change)


class FixedRegion:
    """For rows that stay in their region: what was chosen or counted by them is of that region."""

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if obj and "region" in form.base_fields:
            # Not read-only: a name that must be the only one in its region is looked at as well.
            form.base_fields["region"].disabled = True
        return form


class FoldedSearch:
    """For admin pages whose `search_fields` are folded columns, addresses or codes."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


class NoAdding:
    """For rows that only the portal's own pages make, because mail or a seat comes with them."""

    def has_add_permission(self, request, obj=None):
        return False


class NoDeleting:
    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnly(NoAdding, NoDeleting):
    """For evidence: to be read here, and changed by nobody."""

    def has_change_permission(self, request, obj=None):
        return False

    def may_act(self, request):
        """Whether the actions of this page are for this person, who cannot edit the rows."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")


class JoinedFilter(admin.RelatedFieldListFilter):
    """A filter on a foreign key whose choices, and what their names need, come in one query."""

    def field_choices(self, field, request, model_admin):
        rows = field.related_model._default_manager.select_related()
        return [(row.pk, str(row)) for row in rows]


class NewestFormSet(BaseInlineFormSet):
    """The newest rows only: a placement can have hundreds of lines."""

    shown = 20

    def get_queryset(self):
        return self.newest

    @cached_property
    def newest(self):
        return super().get_queryset()[: self.shown]


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    """Rows of another table to look at, each with a link to its own page."""

    formset = NewestFormSet
    joins = ()
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.joins)

    def get_readonly_fields(self, request, obj=None):
        return self.fields


class MailLog:
    """A link to the mails about a row, as the read-only field `mail_log`."""

    def mail_query(self, row):
        return {
            "about_type__exact": ContentType.objects.get_for_model(row).pk,
            "about_id__exact": row.pk,
        }

    @admin.display(description=gettext_lazy("verstuurde mail"))
    def mail_log(self, row):
        if row.pk is None:
            return EMPTY
        url = f"{reverse('admin:outbox_message_changelist')}?{urlencode(self.mail_query(row))}"
        return format_html('<a href="{}">{}</a>', url, _("Bekijk de mail"))


class MailLogByAddress(MailLog):
    def mail_query(self, row):
        return {"to__exact": row.email}


def change_link(row):
    """A link to the admin page of any row, its name when there is no such page, or a dash."""
    if row is None:
        return EMPTY
    try:
        url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return str(row)
    return format_html('<a href="{}">{}</a>', url, row)


def hours_column(name, description):
    """A list column that shows a column of minutes as "1:30 uur"."""

    @admin.display(description=description, ordering=name)
    def column(row):
        return durations.format_long(getattr(row, name))

    return column


# Messages travel in a cookie of 2 kB, so only so many rows get a sentence of their own.
TOLD = 8


def act_on_each(request, rows, act):
    """Run a verb on every chosen row and tell per row what came of it.

    `act` returns the sentence for a row where it worked; IllegalMove is told as a refusal.
    """
    told = [outcome(row, act) for row in rows]
    for level, sentence in told[:TOLD]:
        messages.add_message(request, level, sentence)
    if rest := told[TOLD:]:
        messages.info(request, summary(rest))


def outcome(row, act):
    try:
        return messages.SUCCESS, act(row)
    except IllegalMove:
        try:
            row.refresh_from_db(fields=["status"])
        except row.DoesNotExist:  # A draft can be thrown away by its writer meanwhile.
            return messages.WARNING, _("Dit is er niet meer: %(row)s") % {"row": row}
        text = _("Dit kan niet met de status “%(status)s”: %(row)s")
        return messages.WARNING, text % {"status": row.get_status_display(), "row": row}


def summary(told):
    done = sum(level == messages.SUCCESS for level, _sentence in told)
    text = ngettext(
        "En nog %(count)d rij: %(done)d gelukt, %(refused)d niet.",
        "En nog %(count)d rijen: %(done)d gelukt, %(refused)d niet.",
        len(told),
    )
    return text % {"count": len(told), "done": done, "refused": len(told) - done}
