"""Building an audience: blocks of lines, each a choice in one select, so it needs no script."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cohorts.models import Region
from core.formfields import DutchDateField
from core.numbers import whole_number
from newsletters import audience_lines, audiences
from newsletters.models import Audience, Condition, Topic

MOST_LINES = 40
# Of the numbers in the names of lines; who drops and adds for a while gets beyond the lines.
HIGHEST_PLACE = 999


class LineForm(forms.Form):
    """One condition. `what` is "field:value"; of a date the value is typed beside it."""

    block = forms.IntegerField(min_value=0, max_value=MOST_LINES, widget=forms.HiddenInput)
    is_not = forms.ChoiceField(
        label=gettext_lazy("Wel of niet"),
        choices=[
            ("", pgettext_lazy("voorwaarde", "wel")),
            ("1", pgettext_lazy("voorwaarde", "niet")),
        ],
        required=False,
    )
    what = forms.ChoiceField(label=gettext_lazy("Wie"), required=False)
    day = DutchDateField(label=gettext_lazy("Sinds"), required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["what"].choices = choices
        self.fields["what"].widget.attrs["class"] = "form-select"
        self.fields["day"].widget.attrs["class"] = "form-control"
        self.fields["what"].error_messages["invalid_choice"] = gettext_lazy(
            "Deze keuze bestaat niet (meer). Kies een andere, of haal de regel weg."
        )
        self.offer_lost()

    def offer_lost(self):
        """What is gone stays to be seen, and is refused when it is kept."""
        value = self["what"].value() or ""
        known = {code for _label, group in self.choices[1:] for code, _words in group}
        self.is_lost = bool(value) and value not in known
        if self.is_lost:
            words = _("bestaat niet meer")
            self.fields["what"].widget.choices = [(value, words), *self.choices]

    def clean(self):
        cleaned = super().clean()
        lacks_day = not cleaned.get("day") and "day" not in self.errors
        if cleaned.get("what") == audience_lines.DAY and lacks_day:
            self.add_error("day", _("Vul in sinds welke dag."))
        return cleaned

    def condition(self):
        """The Condition of this line, not saved; None for an empty or a wrong one."""
        what = getattr(self, "cleaned_data", {}).get("what")
        if not what or self.errors:
            return None
        field, _colon, value = what.partition(":")
        if what == audience_lines.DAY:
            value = self.cleaned_data["day"].isoformat()
        is_not = bool(self.cleaned_data["is_not"])
        return Condition(block=self.cleaned_data["block"], field=field, value=value, is_not=is_not)


class AudienceForm(forms.ModelForm):
    """The name, and for which newsletter it is counted."""

    topic = forms.ChoiceField(
        label=gettext_lazy("Tel voor een nieuwsbrief over"), choices=Topic, required=False
    )

    class Meta:
        model = Audience
        fields = ["region", "name"]

    def __init__(self, *args, user, is_fixed, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["region"].queryset = Region.objects.editable_by(user)
        self.fields["region"].empty_label = None
        if is_fixed:
            del self.fields["region"]

    def clean(self):
        """The name is the only one in the region, also where that is fixed."""
        cleaned = super().clean()
        region = cleaned.get("region") or self.instance.region
        others = Audience.objects.visible_to(self.user).exclude(pk=self.instance.pk)
        if others.filter(region=region, name=cleaned.get("name")).exists():
            self.add_error("name", self.taken())
        return cleaned

    def taken(self):
        return _("Deze regio heeft al een doelgroep met deze naam.")


class Builder:
    """The lines of one audience as they are typed now."""

    def __init__(self, region, data=None, conditions=()):
        self.choices = choices(region)
        self.region = region
        if data is None:
            self.lines = [self.line(place, row) for place, row in enumerate(conditions)]
        else:
            self.lines = [self.typed(data, place) for place in places(data)]

    def line(self, place, condition):
        day = condition.value if condition.field == Condition.Field.SINCE else ""
        what = audience_lines.DAY if day else f"{condition.field}:{condition.value}"
        initial = {"block": condition.block, "what": what, "day": day}
        initial["is_not"] = "1" if condition.is_not else ""
        return LineForm(prefix=f"line-{place}", initial=initial, choices=self.choices)

    def typed(self, data, place):
        return LineForm(data, prefix=f"line-{place}", choices=self.choices)

    def add(self, block):
        """An empty line in this block."""
        if len(self.lines) < MOST_LINES:
            initial = {"block": block, "what": "", "is_not": "", "day": ""}
            prefix = f"line-{1 + max((place_of(line) for line in self.lines), default=-1)}"
            self.lines.append(LineForm(prefix=prefix, initial=initial, choices=self.choices))

    def drop(self, prefix):
        self.lines = [line for line in self.lines if line.prefix != prefix]

    def blocks(self):
        """[(number, [line, ...])] for the template; without lines there is one empty block."""
        found = {}
        for line in self.lines:
            found.setdefault(block_of(line), []).append(line)
        return sorted(found.items()) or [(0, [])]

    def next_block(self):
        return 1 + max((block_of(line) for line in self.lines), default=-1)

    def is_valid(self):
        bound = [line for line in self.lines if line.is_bound]
        are_whole = all([line.is_valid() for line in bound])  # noqa: C419  all say
        return are_whole and not self.tell_contradictions(bound)

    def tell_contradictions(self, lines):
        """Put it at the later line of two; whether there were any."""
        told = [(line, line.condition()) for line in lines]
        told = [(line, row) for line, row in told if row]
        found = audience_lines.contradictions([row for _line, row in told])
        for place, words in found.items():
            told[place][0].add_error("what", words)
        return bool(found)

    def conditions(self):
        """What can be counted now: the lines that are whole."""
        bound = [line for line in self.lines if line.is_bound and line.is_valid()]
        return [row for row in (line.condition() for line in bound) if row]

    def words(self, conditions):
        """[[sentence, ...], ...] of the blocks of an audience as it is kept."""
        known = {code: label for _about, group in self.choices[1:] for code, label in group}
        blocks = {}
        for row in conditions:
            is_day = row.field == Condition.Field.SINCE
            what = audience_lines.DAY if is_day else f"{row.field}:{row.value}"
            label = known.get(what, _("bestaat niet meer"))
            label = f"{label} {row.value}" if is_day else label
            sentence = _("niet: %(condition)s") % {"condition": label} if row.is_not else label
            blocks.setdefault(row.block, []).append(sentence)
        return list(blocks.values())

    def readers(self, topic):
        topic = topic if topic in Topic.values else Topic.RECRUITMENT
        return audiences.matching(self.region, topic, self.conditions())


def choices(region):
    """Grouped by what they are about, with the date last."""
    found = audience_lines.options(region, _("alle fasen"))
    groups = [
        (
            Condition.Field(field).label,
            # A closed select shows no group, so each option says what it is about.
            [
                (f"{field}:{value}", f"{Condition.Field(field).label}: {label}")
                for value, label in rows
            ],
        )
        for field, rows in found.items()
        if rows
    ]
    since = Condition.Field.SINCE.label
    return [("", _("Kies…")), *groups, (since, [(audience_lines.DAY, since)])]


def places(data):
    """The numbers of the lines that were sent, in their order, and no more than allowed."""
    found = [name[len("line-") : -len("-block")] for name in data if name.endswith("-block")]
    numbers = {whole_number(text, most=HIGHEST_PLACE) for text in found}
    return sorted(numbers - {None})[:MOST_LINES]


def place_of(line):
    return int(line.prefix.removeprefix("line-"))


def block_of(line):
    number = whole_number(str(line["block"].value() or 0), most=HIGHEST_PLACE)
    return min(number or 0, MOST_LINES)
