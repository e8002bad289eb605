"""Mails about hours and placements."""

from django.utils.translation import gettext_lazy as _

from outbox import variables as the
from outbox.kinds.shape import OF_REGION, Kind, Reader, Rhythm
from outbox.variables import named

OF_HOURS = _("Je krijgt deze mail omdat je stage-uren bijhoudt in het HTO-portaal.")
OF_SCHOOL = _("U krijgt deze mail omdat u deelnemers begeleidt op uw school.")

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
        the.RETURNED_LINES_PLACE,
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
        the.REGION_OF_PLACEMENT,
        the.START,
        the.END,
        the.AGREED,
        the.THEIR_VOG,
        the.NOTE,
        the.REACHED_AT,
        the.ANSWER_LINK,
    ),
    required=("link",),
    fixed=_("Komt altijd meteen: iemand wacht op het antwoord."),
)
ALL = (
    HOURS_REMINDER,
    HOURS_REQUEST,
    HOURS_RECEIPT,
    HOURS_RETURNED,
    PLACEMENT_ACCEPTED,
    PLACEMENT_DECLINED,
    PLACEMENT_REQUEST,
)
