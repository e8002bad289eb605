"""The columns of a Dutch personal name, shared by every table that holds people."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import names
from core.search import fold


def has_letter(value):
    """A name is more than blanks, dots or characters that cannot be seen."""
    if not any(character.isalpha() for character in value):
        raise ValidationError(_("Hier hoort een naam."))


# What a mail program would make a link of.
LINKISH = re.compile(r"://|@|www\.|\w\.\w{2,}", re.IGNORECASE)


def is_linkish(name):
    # Letters that only look like dots and slashes become these.
    return bool(LINKISH.search(unicodedata.normalize("NFKC", name).replace("。", ".")))


def no_link(value):
    """Anybody can type a name and the address of somebody else, who is then greeted with it."""
    if is_linkish(value):
        raise ValidationError(_("Hier hoort een naam, en geen adres van een site of mailbox."))


class PersonName(models.Model):
    """Voornaam, tussenvoegsel and achternaam, with one folded column to search and sort by."""

    first_name = models.CharField(_("voornaam"), max_length=80, validators=[has_letter])
    infix = models.CharField(
        _("tussenvoegsel"), max_length=20, blank=True, help_text=_("Bijvoorbeeld: van den")
    )
    last_name = models.CharField(_("achternaam"), max_length=120, validators=[has_letter])
    folded_name = models.CharField(max_length=240, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.put_on_one_line()
        self.fold_name()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "folded_name"}
        super().save(*args, **kwargs)

    def put_on_one_line(self):
        """A line break in a name would write lines of its own into mails."""
        for column in ("first_name", "infix", "last_name"):
            setattr(self, column, " ".join(getattr(self, column).split()))

    def fold_name(self):
        """Sorted on the main word, as Dutch lists are: "berg jan van den"."""
        parts = (self.last_name, self.first_name, self.infix)
        # One letter can fold into several, so the longest names outgrow their column.
        self.folded_name = fold(" ".join(part for part in parts if part))[:240]

    @property
    def full_name(self):
        return names.full_name(self.first_name, self.infix, self.last_name)

    @property
    def sort_name(self):
        return names.sort_name(self.first_name, self.infix, self.last_name)
