"""What somebody without an account fills in: an application, or a question."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.dates import day_label
from core.formfields import OwnMailboxField, PhoneField
from core.people import has_letter, no_link
from core.spamtraps import Trapped
from participants.models import Branch, Participant
from recruitment.models import Application, HeardFrom

WHO = ("first_name", "infix", "last_name", "email", "phone")
NOT_CHOSEN = ("", _("Kies"))


def text_field(label, length, autocomplete="", **options):
    attrs = {"autocomplete": autocomplete} if autocomplete else {}
    return forms.CharField(
        label=label, max_length=length, widget=forms.TextInput(attrs=attrs), **options
    )


class PublicForm(Trapped):
    """Who somebody is, and how to reach them."""

    first_name = text_field(_("Voornaam"), 80, "given-name", validators=[has_letter, no_link])
    infix = text_field(_("Tussenvoegsel"), 20, required=False, validators=[no_link])
    last_name = text_field(_("Achternaam"), 120, "family-name", validators=[has_letter, no_link])
    email = OwnMailboxField()
    phone = PhoneField(
        label=_("Telefoon"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    heard = forms.MultipleChoiceField(
        label=_("Hoe hoorde je van HTO?"),
        help_text=_("Je mag meer dan één antwoord kiezen"),
        choices=HeardFrom.Source,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één antwoord.")},
    )

    def answers(self):
        """What was filled in, without the traps."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("website", "shown")
        }


class ApplicationForm(PublicForm):
    """At most ten answers are obligatory; what comes out are arguments of `applying.apply`."""

    # As on the page, so that the list of what is wrong goes the same way.
    field_order = (
        *WHO,
        "employer_name",
        "employer_place",
        "employment",
        "branch",
        "years",
        "education",
        "education_note",
        "motivation",
        "cohort",
        "heard",
    )

    employer_name = text_field(_("Bij welk bedrijf werk je?"), 160, "organization")
    employer_place = text_field(_("In welke plaats is dat?"), 80, required=False)
    employment = forms.ChoiceField(
        label=_("Hoe werk je daar?"),
        choices=[NOT_CHOSEN, *Participant.Employment.choices],
        required=False,
    )
    branch = forms.ChoiceField(label=_("Branche"), choices=[NOT_CHOSEN, *Branch.choices])
    education = forms.ChoiceField(
        label=_("Wat is je hoogste opleiding?"),
        choices=[NOT_CHOSEN, *Application.Education.choices],
        help_text=_("Wat je met werken hebt geleerd, telt net zo goed"),
    )
    education_note = text_field(_("Welke opleiding of ervaring is dat?"), 200, required=False)
    years = forms.IntegerField(
        label=_("Hoeveel jaar werk je in de techniek?"),
        min_value=0,
        max_value=70,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    motivation = forms.CharField(
        label=_("Waarom wil je lesgeven?"),
        help_text=_("Een paar zinnen is genoeg"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    cohort = forms.ModelChoiceField(
        label=_("Welke groep past je het best?"),
        queryset=None,
        required=False,
        empty_label=_("Maakt niet uit"),
    )

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts
        self.fields["cohort"].label_from_instance = self.label_of

    @staticmethod
    def label_of(cohort):
        return gettext("%(name)s, begint %(day)s") % {
            "name": cohort.name,
            "day": day_label(cohort.start_on),
        }


class InterestForm(PublicForm):
    """Only a name and an address are obligatory."""

    field_order = ("question", *WHO, "branch", "heard", "newsletter")

    branch = forms.ChoiceField(
        label=_("Branche"), choices=[NOT_CHOSEN, *Branch.choices], required=False
    )
    question = forms.CharField(
        label=_("Wat wil je weten?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    newsletter = forms.BooleanField(
        label=_("Stuur me ook de nieuwsbrief van deze regio"),
        help_text=_("Je krijgt eerst een mail om dat te bevestigen. Stoppen kan altijd"),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("phone", "heard"):
            self.fields[name].required = False
