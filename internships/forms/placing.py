"""A leader's forms about placements and school contacts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.formfields import DutchDateField, LongSelect, MailboxField, PhoneField
from internships.contacts import IDENTITY
from internships.models import SchoolContact


class SupervisorForm(forms.Form):
    """A qualified teacher of one school."""

    supervisor = forms.ModelChoiceField(
        label=_("Stagebegeleider"),
        queryset=SchoolContact.objects.none(),
        empty_label=_("Kies een bevoegd docent"),
    )

    def __init__(self, *args, user, school, **kwargs):
        super().__init__(*args, **kwargs)
        contacts = SchoolContact.objects.editable_by(user).supervising()
        self.fields["supervisor"].queryset = contacts.filter(school=school)


class PlacementForm(SupervisorForm):
    """The terms of a placement at a chosen school."""

    start_on = DutchDateField(label=_("Eerste dag"))
    end_on = DutchDateField(label=_("Laatste dag"))
    agreed_hours = forms.IntegerField(label=_("Afgesproken uren"), min_value=1, max_value=1000)
    vog_required = forms.BooleanField(
        label=_("De school vraagt een VOG"),
        required=False,
        help_text=_("Uren invullen kan pas als de school de VOG heeft gezien"),
    )
    note = forms.CharField(
        label=_("Afspraken"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dit leest de school in de mail, bijvoorbeeld de vaste dag"),
    )

    def __init__(self, *args, participant, **kwargs):
        super().__init__(*args, **kwargs)
        cohort = participant.cohort
        self.fields["start_on"].initial = cohort.start_on
        self.fields["end_on"].initial = cohort.end_on
        self.fields["agreed_hours"].initial = cohort.norm_minutes // 60

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start_on"), cleaned.get("end_on")
        if start and end and end < start:
            self.add_error("end_on", _("De laatste dag ligt vóór de eerste dag."))
        return cleaned

    def terms(self):
        """Keyword arguments of `placing.propose`."""
        values = dict(self.cleaned_data)
        values["agreed_minutes"] = values.pop("agreed_hours") * 60
        return values


class VogForm(forms.Form):
    issued_on = DutchDateField(
        label=_("VOG afgegeven op"), help_text=_("Bewaar geen kopie: noteer alleen de datum")
    )


class BreakOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom stopt deze stage?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContactForm(forms.ModelForm):
    """A person at a school."""

    class Meta:
        model = SchoolContact
        fields = [
            "first_name",
            "infix",
            "last_name",
            "email",
            "phone",
            "function",
            "is_qualified",
            "language",
        ]
        field_classes = {"email": MailboxField, "phone": PhoneField}
        help_texts = {
            "email": _("Hier gaan de vragen om te bevestigen naartoe"),
            "is_qualified": _("Alleen een bevoegd docent mag een deelnemer begeleiden"),
        }

    def __init__(self, *args, is_shared=False, **kwargs):
        """`is_shared`: other regions rely on who this is, so that cannot be changed here."""
        super().__init__(*args, **kwargs)
        for name in IDENTITY:
            self.fields[name].disabled = is_shared

    def clean_email(self):
        """A new contact may be known there already; `contacts.add` sees to that."""
        email = self.cleaned_data["email"]
        others = self.instance.school.contacts.filter(email=email).exclude(pk=self.instance.pk)
        if self.instance.pk and others.exists():
            raise forms.ValidationError(_("Deze school heeft al een contact met dit e-mailadres."))
        return email


class EveryoneFilter(forms.Form):
    """Narrowing the list of everyone's hours."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    cohort = forms.ModelChoiceField(
        label=_("Groep"), queryset=None, required=False, widget=LongSelect
    )

    def __init__(self, *args, cohorts, statuses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts
        rows = cohorts.values_list("pk", "region__name", "name")
        self.fields["cohort"].widget.choices = [
            ("", _("Alle groepen")),
            *((pk, f"{region} · {name}") for pk, region, name in rows),
        ]
        self.fields["status"].choices = [("", _("Alle regels")), *statuses]


class Search(forms.Form):
    """Words to look for; what no database could look for is left out."""

    q = forms.CharField(required=False, max_length=80)

    @property
    def text(self):
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class SchoolSearch(Search):
    q = forms.CharField(
        label=_("Zoek een school"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"placeholder": _("Naam of plaats"), "type": "search", "autofocus": True}
        ),
    )
