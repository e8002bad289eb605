"""Every automatic mail: who reads it, why, what its text can say, and what a reader may choose."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from outbox import variables as the
from outbox.models import MailChoice
from outbox.variables import Variable, named

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


OF_HOURS = _("Je krijgt deze mail omdat je stage-uren bijhoudt in het HTO-portaal.")
OF_SCHOOL = _("U krijgt deze mail omdat u deelnemers begeleidt op uw school.")
OF_REGION = _("Je krijgt deze mail omdat je projectleider bent in het HTO-portaal.")

HOURS_REMINDER = Kind(
    "hours_reminder",
    _("Herinnering om uren in te vullen"),
    Reader.PARTICIPANT,
    OF_HOURS,
    named(
        the.FIRST_NAME,
        the.MINUTES_LEFT,
        the.PER_WEEK,
        the.LAST_DAY,
        the.MINUTES_DONE,
        the.SCHOOL,
        the.HOURS_PAGE,
        the.SNOOZE_LINK,
    ),
    required=("link",),
    snoozes=True,
    fixed=_("Stopt vanzelf als je uren weer op schema liggen. Een pauze kan wel."),
)
HOURS_REQUEST = Kind(
    "hours_request",
    _("Uren die op bevestiging wachten"),
    Reader.SCHOOL,
    OF_SCHOOL,
    named(the.FULL_NAME, the.TOTAL, the.WAITING_PEOPLE, the.CONFIRM_LINK),
    required=("link",),
    rhythms=(Rhythm.WEEKLY, Rhythm.AT_ONCE),
    snoozes=True,
)
HOURS_RECEIPT = Kind(
    "hours_receipt",
    _("Ontvangstbewijs van beoordeelde uren"),
    Reader.SCHOOL,
    OF_SCHOOL,
    named(
        the.FULL_NAME,
        the.OUTCOME,
        the.DECIDED_DAY,
        the.DECIDED_TIME,
        the.SIGNED_NAME,
        the.CONFIRMED_TOTAL,
        the.CONFIRMED_LINES,
        the.RETURNED_COUNT,
        the.RETURNED_LINES,
    ),
    rhythms=(Rhythm.AT_ONCE, Rhythm.WEEKLY, Rhythm.OFF),
    bundled=True,
)
HOURS_RETURNED = Kind(
    "hours_returned",
    _("Uren die terugkwamen van de school"),
    Reader.PARTICIPANT,
    OF_HOURS,
    named(
        the.FIRST_NAME,
        the.LINES_CAME,
        the.SUPERVISOR_NAME,
        the.THESE_LINES,
        the.LINES_TO_REPAIR,
        the.HOURS_PAGE,
    ),
    required=("link",),
    rhythms=(Rhythm.AT_ONCE, Rhythm.WEEKLY),
    bundled=True,
)
PLACEMENT_ACCEPTED = Kind(
    "placement_accepted",
    _("Een school zegt ja op je stage"),
    Reader.PARTICIPANT,
    OF_HOURS,
    named(
        the.FIRST_NAME,
        the.SCHOOL,
        the.SCHOOL_AND_PLACE,
        the.START,
        the.END,
        the.SUPERVISOR,
        the.OWN_VOG,
        the.HOURS_PAGE,
    ),
    required=("link",),
    fixed=_("Komt altijd meteen: zo weet je wanneer je kunt beginnen."),
)
PLACEMENT_DECLINED = Kind(
    "placement_declined",
    _("Een school zegt nee op een stage"),
    Reader.LEADER,
    OF_REGION,
    named(
        the.FIRST_NAME,
        the.SCHOOL_AND_PLACE,
        the.PARTICIPANT,
        the.ANSWERED_BY,
        the.REASON,
        the.OTHER_SCHOOL_PAGE,
    ),
    required=("link",),
    rhythms=(Rhythm.AT_ONCE, Rhythm.WEEKLY),
    bundled=True,
)
PLACEMENT_REQUEST = Kind(
    "placement_request",
    _("Vraag om een stageplaats"),
    Reader.SCHOOL,
    _("U krijgt deze mail omdat een projectleider u als begeleider voorstelt."),
    named(
        the.FULL_NAME,
        the.PARTICIPANT,
        the.SCHOOL,
        the.START,
        the.END,
        the.AGREED,
        the.THEIR_VOG,
        the.NOTE,
        the.ANSWER_LINK,
    ),
    required=("link",),
    fixed=_("Komt altijd meteen: iemand wacht op het antwoord."),
)
INVITATION = Kind(
    "invitation",
    _("Uitnodiging voor het portaal"),
    Reader.ANYBODY,
    _("Je krijgt deze mail omdat een projectleider je heeft uitgenodigd."),
    named(the.FIRST_NAME, the.COHORT, the.INVITATION_LINK),
    required=("link",),
)
LEADER_DIGEST = Kind(
    "leader_digest",
    _("Weekoverzicht van je groepen"),
    Reader.LEADER,
    OF_REGION,
    named(the.FIRST_NAME, the.DIGEST, the.LEADER_PAGE),
    required=("lijst",),
    rhythms=(Rhythm.WEEKLY, Rhythm.OFF),
)
MAIL_STOOD_STILL = Kind(
    "mail_stood_still",
    _("Er ging een tijd geen mail uit"),
    Reader.ADMIN,
    _("Je krijgt deze mail omdat je het portaal beheert."),
    named(
        the.FIRST_NAME,
        the.STOOD_STILL_DAY,
        the.STOOD_STILL_FROM,
        the.STOOD_STILL_UNTIL,
        the.SERVER_SAID,
    ),
    fixed=_("Komt altijd: wie beheert, hoort wat er misging."),
)
WEEKLY_OVERVIEW = Kind(
    "weekly_overview",
    _("Bundel van mail die eens per week komt"),
    Reader.ANYBODY,
    _("In deze mail staan berichten die niet meteen maar eens per week komen."),
    named(the.BUNDLED),
    required=("berichten",),
    is_overview=True,
)

KINDS = {
    kind.name: kind
    for kind in (
        HOURS_REMINDER,
        HOURS_REQUEST,
        HOURS_RECEIPT,
        HOURS_RETURNED,
        PLACEMENT_ACCEPTED,
        PLACEMENT_DECLINED,
        PLACEMENT_REQUEST,
        INVITATION,
        LEADER_DIGEST,
        MAIL_STOOD_STILL,
        WEEKLY_OVERVIEW,
    )
}


def read_by(*readers):
    """The kinds that these readers get, in the order of the list."""
    return [kind for kind in KINDS.values() if kind.reader in readers]
