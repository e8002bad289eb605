"""The upload of raw mails by an admin."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.bounces import raw

LARGEST = 60_000_000
MOST = 200


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of files, each a mail or an mbox; every wrong one is named."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        files = data or [None]
        cleaned = [super(ManyFilesField, self).clean(file, initial) for file in files[:MOST]]
        problems = [problem for file in cleaned if (problem := trouble(file))]
        if len(files) > MOST:
            problems.append(_("Kies hoogstens %(count)s bestanden tegelijk.") % {"count": MOST})
        if problems:
            raise forms.ValidationError(problems)
        return cleaned


def trouble(file):
    """What is wrong with a file, or ""."""
    name = {"file": file.name}
    if file.size > LARGEST:
        limit = {"limit": LARGEST // 1_000_000}
        return _("%(file)s is groter dan %(limit)s MB.") % (name | limit)
    start = file.read(raw.CHUNK)
    file.seek(0)
    return "" if raw.is_mail(start) else _("%(file)s is geen mail.") % name


class UploadForm(forms.Form):
    """Raw mails, as a mail program saves them: .eml files, or an mbox."""

    files = ManyFilesField(
        label=gettext_lazy("Bestanden"),
        help_text=gettext_lazy("Teruggekomen mails, opgeslagen als .eml of als mbox."),
        error_messages={
            "required": gettext_lazy("Kies een of meer bestanden."),
            "empty": gettext_lazy("Dit bestand is leeg."),
        },
    )
