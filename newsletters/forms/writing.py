"""Writing a newsletter, and the letterhead of a region."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import Region
from newsletters import checking, contrast, merging, pictures, writing
from newsletters.models import Letterhead, NewsletterText, Topic

LONGEST = {
    name: NewsletterText._meta.get_field(name).max_length
    for name in ("subject", "preheader", "body")
}
SHOW = (
    ("desktop", gettext_lazy("Computer")),
    ("phone", gettext_lazy("Telefoon")),
    ("text", gettext_lazy("Alleen tekst")),
)


class Line(forms.CharField):
    """Text on one line, whatever was pasted."""

    def to_python(self, value):
        return merging.on_one_line(super().to_python(value))


class Words(forms.CharField):
    """Text of many lines, with one kind of line end and without what no database keeps."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\x00", "")


class Colour(forms.TextInput):
    """What a browser offers for choosing a colour; it always holds one."""

    input_type = "color"

    def use_required_attribute(self, initial):
        return False


class NewForm(forms.Form):
    """Region (where somebody leads several), topic and subject of a new newsletter."""

    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("Regio"))
    topic = forms.ChoiceField(label=gettext_lazy("Waar gaat hij over?"), choices=Topic)
    subject = Line(
        label=gettext_lazy("Onderwerp"),
        max_length=LONGEST["subject"],
        help_text=gettext_lazy("Kort is goed: een telefoon toont er zo'n 40 letters van."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        regions = Region.objects.editable_by(user).filter(is_active=True)
        self.fields["region"].queryset = regions
        self.fields["region"].empty_label = None if regions.count() == 1 else _("Kies een regio")


class WritingForm(forms.Form):
    """Both languages of a newsletter; a draft may be unfinished, so nothing must be filled in."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    # The revision of somebody else that is knowingly written over.
    over = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    topic = forms.ChoiceField(label=gettext_lazy("Gaat over"), choices=Topic)

    def __init__(self, data=None, *, newsletter):
        texts = writing.texts_of(newsletter)
        saved = {
            f"{language}_{part}": words
            for language, text in texts.items()
            for part, words in text.items()
        }
        initial = {**saved, "revision": newsletter.revision, "topic": newsletter.topic}
        super().__init__(data, initial=initial)
        for language in writing.LANGUAGES:
            self.fields.update(fields_in(language))

    def texts(self):
        """{language: {part: text}} of what was typed."""
        return {
            language: {part: self.cleaned_data[f"{language}_{part}"] for part in writing.PARTS}
            for language in writing.LANGUAGES
        }

    def parts(self):
        """[(language, its name, bound fields, whether something is typed)] for the template."""
        return [
            (code, name, [self[f"{code}_{part}"] for part in writing.PARTS], self.has_words(code))
            for code, name in settings.LANGUAGES
        ]

    def has_words(self, language):
        return any(self[f"{language}_{part}"].value() for part in writing.PARTS)

    def refused(self):
        """[Finding] of what does not fit, for where the findings stand in place of the fields."""
        found = []
        for name, lines in self.errors.items():
            language, _line, part = name.partition("_")
            if part in writing.PARTS:
                found += [checking.Finding("stop", language, str(line), part) for line in lines]
        return found


def fields_in(language):
    area = forms.Textarea(attrs={"rows": 18, "class": "compose-body", "lang": language})
    return {
        f"{language}_subject": Line(
            label=_("Onderwerp"),
            max_length=LONGEST["subject"],
            required=False,
            widget=forms.TextInput(attrs={"lang": language}),
        ),
        f"{language}_preheader": Line(
            label=_("Regel onder het onderwerp"),
            max_length=LONGEST["preheader"],
            required=False,
            widget=forms.TextInput(attrs={"lang": language}),
            help_text=_("Wat een mailprogramma naast het onderwerp laat zien"),
        ),
        f"{language}_body": Words(
            label=_("Tekst"),
            max_length=LONGEST["body"],
            required=False,
            strip=False,
            widget=area,
        ),
    }


class LookForm(forms.Form):
    """How the preview is shown, and as whom."""

    show = forms.ChoiceField(choices=SHOW, required=False)
    look_language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    # The number of a subscription, and a part of a name or address to look for.
    reader = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    like = forms.CharField(max_length=254, required=False)

    def __init__(self, data):
        super().__init__(data)
        self.is_valid()

    @property
    def shown(self):
        return self.cleaned_data.get("show") or "desktop"

    @property
    def language(self):
        return self.cleaned_data.get("look_language") or settings.LANGUAGE_CODE

    @property
    def chosen(self):
        return self.cleaned_data.get("reader")

    @property
    def wanted(self):
        return self.cleaned_data.get("like", "").strip()


class PictureForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("JPEG, PNG, WebP of GIF, hoogstens 12 MB"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        allow_empty_file=True,
    )
    alt = Line(
        label=gettext_lazy("Wat is er te zien?"),
        max_length=200,
        help_text=gettext_lazy("Voor wie de afbeelding niet ziet"),
        error_messages={"required": gettext_lazy("Schrijf in een paar woorden wat er te zien is.")},
    )

    def clean(self):
        """A browser forgets which file it was, so the page must ask for it."""
        cleaned = super().clean()
        if self.errors and cleaned.get("file"):
            self.add_error(
                "file", _("Kies het bestand nog een keer. Je browser onthoudt het niet.")
            )
        return cleaned


class LetterheadForm(forms.ModelForm):
    """The letterhead of a region; a logo is uploaded as any other picture."""

    new_logo = forms.FileField(
        label=gettext_lazy("Nieuw logo"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("JPEG, PNG, WebP of GIF, hoogstens 12 MB"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    no_logo = forms.BooleanField(label=gettext_lazy("Geen logo"), required=False)

    class Meta:
        model = Letterhead
        fields = ["name", "new_logo", "no_logo", "colour", "sender", "reply_to", "per_hour"]
        widgets = {
            "colour": Colour,
            "sender": forms.Textarea(attrs={"rows": 3}),
            "reply_to": forms.EmailInput(attrs={"inputmode": "email"}),
            "per_hour": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        labels = {"per_hour": gettext_lazy("Hoeveel mails per uur")}
        help_texts = {
            "per_hour": gettext_lazy("Zo snel gaat een nieuwsbrief hoogstens de deur uit"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colour"].widget.attrs.pop("maxlength")
        if not self.instance.logo_id:
            del self.fields["no_logo"]

    def clean_name(self):
        return merging.on_one_line(self.cleaned_data["name"])

    def clean_colour(self):
        colour = self.cleaned_data["colour"]
        Letterhead._meta.get_field("colour").run_validators(colour)
        if min(contrast.ratio(colour, other) for other in checking.MEETS) < contrast.ENOUGH:
            raise forms.ValidationError(
                _("Deze kleur is te licht: witte letters zijn er niet goed op te lezen.")
            )
        return colour

    def clean(self):
        """The logo becomes a picture here, so that what is wrong with it stands at its field."""
        cleaned = super().clean()
        if file := cleaned.get("new_logo"):
            try:
                alt = _("Logo van %(name)s") % {"name": cleaned.get("name", "")}
                self.instance.logo = pictures.add(self.instance.region, file, alt=alt)
            except forms.ValidationError as error:
                self.add_error("new_logo", error.message_dict["file"])
        elif cleaned.get("no_logo"):
            self.instance.logo = None
        return cleaned
