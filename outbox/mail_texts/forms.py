"""The form of one mail text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outbox import texts


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Tekst"),
        help_text=_(
            "De eerste regel is het onderwerp. Een lege regel begint een nieuwe alinea. Een regel "
            "waarvan alle invulwoorden leeg zijn, vervalt."
        ),
        widget=forms.Textarea(attrs={"rows": 24, "cols": 80, "class": "vLargeTextField"}),
        error_messages={"required": _("Schrijf een onderwerp en een tekst.")},
    )

    def __init__(self, kind, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_text(self):
        return texts.check(self.kind.name, self.cleaned_data["text"])
