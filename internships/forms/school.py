"""Forms of a school: confirm or return lines, and answer a placement."""

from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.numbers import whole_number
from internships.confirmation import Decision

# More than this on one day is worth a second look.
LONG_DAY = 8 * 60
LONGEST_WORDS = 300


class ReturnReason(models.TextChoices):
    """Why a line goes back, as the participant reads it."""

    TIME = "time", gettext_lazy("De tijd klopt niet")
    DAY = "day", gettext_lazy("De dag klopt niet")
    ABSENT = "absent", gettext_lazy("Deze deelnemer was er toen niet")
    OTHER_TEACHER = "other_teacher", gettext_lazy("Een collega was erbij, ik niet")
    TWICE = "twice", gettext_lazy("Deze uren staan er dubbel in")
    OTHER = "other", gettext_lazy("Iets anders")


def has_letter(value):
    if not any(character.isalpha() for character in value):
        raise ValidationError(_("Vul uw naam of initialen in."))


class NameForm(forms.Form):
    typed_name = forms.CharField(
        label=gettext_lazy("Uw naam of initialen"),
        max_length=120,
        validators=[has_letter],
        error_messages={"required": gettext_lazy("Vul uw naam of initialen in.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AnswerForm(NameForm):
    """The answer to a proposed placement; a no needs a reason."""

    answer = forms.ChoiceField(choices=[("accept", ""), ("decline", "")], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Waarom niet?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("De projectleider leest dit, en zoekt een andere plek."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        data = super().clean()
        is_silent = not data.get("reason") and "reason" not in self.errors
        if data.get("answer") == "decline" and is_silent:
            self.add_error("reason", _("Schrijf kort waarom het niet kan."))
        return data

    @property
    def is_declining(self):
        return self.data.get("answer") == "decline"


class LineChoice:
    """One line on the page: whether it stays ticked, and if not, why."""

    def __init__(self, line, data, long_days):
        self.line = line
        self.is_long = (line.participant_id, line.worked_on) in long_days
        self.shown = data.get(f"shown-{line.pk}") if data else None
        posted = self.shown is not None
        self.keep = not posted or f"keep-{line.pk}" in data
        self.reason = data.get(f"reason-{line.pk}", "") if posted else ""
        self.words = plain(data.get(f"words-{line.pk}", "")) if posted else ""
        self.error = "" if self.keep else self.problem()

    @property
    def is_odd(self):
        return self.is_long or self.line.supersedes_id is not None

    def problem(self):
        if len(self.words) > LONGEST_WORDS:
            return _("Maak de toelichting korter, tot %(limit)s tekens.") % {"limit": LONGEST_WORDS}
        if self.reason not in ReturnReason.values:
            return _("Kies waarom u deze regel terugstuurt.")
        if self.reason == ReturnReason.OTHER and not self.words:
            return _("Schrijf kort wat er niet klopt.")
        return ""

    @property
    def decision(self):
        return Decision(whole_number(self.shown) or 0, "" if self.keep else self.return_reason)

    @property
    def return_reason(self):
        if self.reason == ReturnReason.OTHER:
            return self.words
        label = str(ReturnReason(self.reason).label)
        return f"{label}: {self.words}" if self.words else label


@dataclass(frozen=True)
class Group:
    """The lines of one participant, the odd ones first."""

    participant: object
    choices: list

    @property
    def minutes(self):
        return sum(choice.line.minutes for choice in self.choices)


class BatchForm(NameForm):
    """All open lines of one contact, ticked. `lines` come from `confirmation.waiting_at`.

    Only lines that were on the page are decided: what came in since stays for the next time.
    """

    reasons = ReturnReason.choices
    longest_words = LONGEST_WORDS

    def __init__(self, lines, data=None):
        super().__init__(data)
        long_days = days_longer_than(LONG_DAY, lines)
        self.choices = [LineChoice(line, data, long_days) for line in lines]

    def is_valid(self):
        named = super().is_valid()
        return named and not any(choice.error for choice in self.choices)

    @property
    def problems(self):
        return [choice for choice in self.choices if choice.error]

    @property
    def decisions(self):
        return {
            choice.line.pk: choice.decision for choice in self.choices if choice.shown is not None
        }

    @property
    def passed(self):
        """How many lines of the page do not wait any more."""
        shown = sum(1 for name in self.data if name.startswith("shown-"))
        return shown - len(self.decisions)

    @property
    def minutes(self):
        return sum(choice.line.minutes for choice in self.choices)

    @property
    def groups(self):
        by_person = groupby(self.choices, key=lambda choice: choice.line.participant)
        return [
            Group(person, sorted(choices, key=lambda choice: not choice.is_odd))
            for person, choices in by_person
        ]


def days_longer_than(limit, lines):
    """The (participant id, day) pairs with more minutes than that among these lines."""
    totals = {}
    for line in lines:
        day = (line.participant_id, line.worked_on)
        totals[day] = totals.get(day, 0) + line.minutes
    return {day for day, minutes in totals.items() if minutes > limit}


def plain(text):
    # A database refuses the null character, which no person types.
    return text.replace("\0", "").strip()
