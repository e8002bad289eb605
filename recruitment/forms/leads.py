"""A leader's forms about leads."""

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohorts import capacity
from cohorts.models import Cohort, Region
from core.dates import day_label
from core.formfields import DutchDateField, RowsField
from participants.admission import with_seats
from recruitment.models import Lead
from recruitment.pipeline import STAGE_BY_NAME


class LeadFilter(forms.Form):
    """Narrowing the list; what is wrong narrows nothing."""

    q = forms.CharField(required=False, max_length=80)
    state = forms.ChoiceField(required=False, choices=[(name, "") for name in STAGE_BY_NAME])
    region = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.visible_to(user)

    @property
    def wanted(self):
        self.is_valid()
        return self.cleaned_data


class SeatField(forms.ModelChoiceField):
    """A cohort with a seat to give, and how many there are."""

    default_error_messages = {"required": _("Kies een groep.")}

    def __init__(self, **options):
        super().__init__(
            label=_("Toelaten tot"),
            queryset=Cohort.objects.none(),
            empty_label=_("Kies"),
            **options,
        )

    def label_from_instance(self, cohort):
        return gettext("%(cohort)s, %(day)s: %(room)s") % {
            "cohort": cohort,
            "day": day_label(cohort.start_on),
            "room": capacity.fill(cohort).room_words,
        }


def admitting(user):
    rows = Cohort.objects.editable_by(user).filter(status__in=Cohort.ADMITTING)
    is_running = Case(When(status=Cohort.Status.RUNNING, then=1), default=0)
    # People are admitted to a group that still has to begin; one that runs is the exception.
    return with_seats(rows).select_related("region").order_by(is_running, "start_on", "pk")


class AdmitForm(forms.Form):
    """Which cohort of the region somebody gets a seat in."""

    cohort = SeatField()

    def __init__(self, *args, user, lead, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = admitting(user).filter(region=lead.region_id)
        newest = lead.applications.first()
        self.fields["cohort"].initial = newest.cohort_id if newest else None


class AdmitAllForm(forms.Form):
    """Who was ticked on the list, and the cohort for all of them."""

    leads = RowsField(
        queryset=Lead.objects.none(),
        error_messages={"required": _("Vink eerst aan wie je toelaat.")},
    )
    cohort = SeatField()

    def __init__(self, *args, user, region=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leads"].queryset = Lead.objects.editable_by(user).select_related("owner")
        cohorts = admitting(user)
        self.fields["cohort"].queryset = cohorts.filter(region=region) if region else cohorts

    @property
    def ticked(self):
        return set(self.data.getlist("leads")) if self.is_bound else set()


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Nieuwe notitie"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlanForm(forms.Form):
    """The next step. A day without a step says nothing."""

    next_step = forms.CharField(label=_("Volgende stap"), max_length=200, required=False)
    next_on = DutchDateField(label=_("Wanneer"), required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("next_on") and not cleaned.get("next_step"):
            self.add_error("next_step", _("Schrijf op wat je dan gaat doen."))
        return cleaned


class DecisionForm(forms.Form):
    """Why somebody does not take part; only leaders read it."""

    decision = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Alleen projectleiders lezen dit. Er gaat geen mail uit"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
