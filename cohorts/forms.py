"""Making and changing a cohort, and how it reminds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Organisation, Region, ReminderRule
from core import durations
from core.formfields import DutchDateField
from core.office_hours import CLOSES, OPENS
from internships import hours
from participants import admission


class SeatsForm(forms.ModelForm):
    """A cohort whose maximum leaves everybody the own seat; to be used in a transaction."""

    def clean_max_participants(self):
        maximum = self.cleaned_data["max_participants"]
        if self.instance.pk:
            admission.check_maximum(self.instance, maximum)
        return maximum


class CohortForm(SeatsForm):
    """Norm and ceiling are typed in whole hours and kept in minutes."""

    start_on = DutchDateField(label=_("Eerste dag"))
    end_on = DutchDateField(label=_("Laatste dag"))
    norm_hours = forms.IntegerField(
        label=_("Urennorm (uren)"), min_value=1, max_value=1000, initial=80
    )
    ceiling_hours = forms.IntegerField(
        label=_("Urenplafond (uren)"),
        min_value=1,
        max_value=1000,
        initial=100,
        help_text=_("Meer uren kan een deelnemer niet invullen"),
    )

    class Meta:
        model = Cohort
        fields = [
            "region",
            "name",
            "provider",
            "start_on",
            "end_on",
            "norm_hours",
            "ceiling_hours",
            "min_participants",
            "max_participants",
        ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        regions = Region.objects.editable_by(user).filter(is_active=True)
        self.fields["region"].queryset = regions
        self.fields["region"].empty_label = None if regions.count() == 1 else _("Kies een regio")
        self.fields["provider"].queryset = Organisation.objects.visible_to(user)
        self.fields["provider"].empty_label = _("Kies een opleider")
        if self.instance.pk:
            self.initial["norm_hours"] = self.instance.norm_minutes // 60
            self.initial["ceiling_hours"] = self.instance.ceiling_minutes // 60

    def clean(self):
        cleaned = super().clean()
        norm, ceiling = cleaned.get("norm_hours"), cleaned.get("ceiling_hours")
        if norm and ceiling:
            self.instance.norm_minutes, self.instance.ceiling_minutes = norm * 60, ceiling * 60
            if ceiling < norm:
                self.add_error("ceiling_hours", _("Het urenplafond is lager dan de urennorm."))
        return cleaned

    def clean_ceiling_hours(self):
        """Nobody's hours become too many afterwards."""
        ceiling = self.cleaned_data["ceiling_hours"]
        most = hours.most_logged(self.instance) if self.instance.pk else 0
        if ceiling * 60 < most:
            raise forms.ValidationError(
                _("Een deelnemer heeft al %(hours)s ingevuld."),
                params={"hours": durations.format_long(most)},
            )
        return ceiling


class RemindersOnForm(forms.ModelForm):
    """The switch for all reminders of a cohort."""

    class Meta:
        model = Cohort
        fields = ["reminders_on"]
        labels = {"reminders_on": _("Deze groep stuurt herinneringen")}


class RuleForm(forms.ModelForm):
    """The rhythm of one kind of reminder. Nobody is chased more than once a week for a year."""

    MOST = 52
    OUTSIDE = _("Vul een getal in van 1 tot en met 52.")
    ERRORS = {"min_value": OUTSIDE, "max_value": OUTSIDE, "invalid": OUTSIDE}

    hour = forms.TypedChoiceField(
        label=_("Vanaf hoe laat"),
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in range(OPENS.hour, CLOSES.hour)],
        error_messages={"invalid_choice": _("Kies een uur tussen 9 en 16.")},
    )
    cap = forms.IntegerField(
        label=_("Hoogstens zoveel mails"),
        min_value=1,
        max_value=MOST,
        help_text=_("Daarna stopt de mail"),
        error_messages=ERRORS,
    )
    task_after = forms.IntegerField(
        label=_("Taak voor jou na"),
        min_value=1,
        max_value=MOST,
        help_text=_("Zoveel mails zonder reactie"),
        error_messages=ERRORS,
    )

    class Meta:
        model = ReminderRule
        fields = ["is_on", "every_weeks", "weekday", "hour", "cap", "task_after"]
        labels = {
            "is_on": _("Aan"),
            "every_weeks": _("Hoe vaak"),
            "weekday": _("Vanaf welke dag"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The overview for a leader stops by itself when nothing is left to do.
        if self.instance.kind == ReminderRule.Kind.LEADER:
            del self.fields["cap"], self.fields["task_after"]

    def clean(self):
        cleaned = super().clean()
        cap, task_after = cleaned.get("cap"), cleaned.get("task_after")
        if cap and task_after and cap < task_after:
            self.add_error(
                "task_after",
                _("De taak komt uiterlijk bij de laatste mail: kies hoogstens %(cap)s.")
                % {"cap": cap},
            )
        return cleaned


class RemindersForm:
    """The switch and the rule of every kind as one form: all of it is right, or nothing is kept."""

    def __init__(self, data, *, cohort, rules):
        self.switch = RemindersOnForm(data, instance=cohort, prefix="all")
        self.rules = {
            kind: RuleForm(data, instance=rule, prefix=kind.value) for kind, rule in rules.items()
        }

    @property
    def parts(self):
        return [self.switch, *self.rules.values()]

    @property
    def errors(self):
        """As far as the summary on top needs it: one entry per mistake."""
        return [error for field in self for error in field.errors]

    def __iter__(self):
        return (field for part in self.parts for field in part)

    def is_valid(self):
        """Every part is looked at, so that every mistake is named at once."""
        answers = [part.is_valid() for part in self.parts]
        return all(answers)

    def save(self):
        """Keep what was changed; a rule that was left at its default stays no row."""
        for part in self.parts:
            if part.has_changed():
                part.save()
