"""What is known of a kind of mail: who reads it, why, what its text can say, what is chosen."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from outbox.models import MailChoice
from outbox.variables import Variable

Rhythm = MailChoice.Rhythm


class Reader(models.TextChoices):
    PARTICIPANT = "participant", _("deelnemer")
    SCHOOL = "school", _("school")
    LEADER = "leader", _("projectleider")
    ADMIN = "admin", _("beheerder")
    ANYBODY = "anybody", _("iedereen")


@dataclass(frozen=True)
class Kind:
    """One automatic mail. The first of `rhythms` holds until a reader chooses another.

    A `bundled` one that its reader wants weekly is held for the weekly overview; of the others
    that have a rhythm, who writes them reads it. `fixed` says why there is nothing to choose.
    One that `is_newsletter` goes only to who subscribed, and stops when that ends.
    """

    name: str
    label: str
    reader: Reader
    why: str
    variables: dict[str, Variable] = field(repr=False)
    required: tuple = ()
    rhythms: tuple = ()
    bundled: bool = False
    snoozes: bool = False
    fixed: str = ""
    is_overview: bool = False
    is_newsletter: bool = False

    @property
    def default(self):
        return self.rhythms[0] if self.rhythms else Rhythm.AT_ONCE

    @property
    def has_choice(self):
        return len(self.rhythms) > 1 or self.snoozes

    @property
    def choose_words(self):
        """The words of the way to the page of choices."""
        if self.reader == Reader.SCHOOL:
            return _("U kiest zelf welke mail u krijgt en hoe vaak")
        if self.reader == Reader.ANYBODY:
            return _("Kiezen welke mail er komt en hoe vaak")
        return _("Je kiest zelf welke mail je krijgt en hoe vaak")


OF_REGION = _("Je krijgt deze mail omdat je projectleider bent in het HTO-portaal.")
