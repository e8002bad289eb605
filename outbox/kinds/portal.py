"""Mails of the portal itself."""

from django.utils.translation import gettext_lazy as _

from outbox import variables as the
from outbox.kinds.shape import OF_REGION, Kind, Reader, Rhythm
from outbox.variables import named

BOUNCES_UNREAD = Kind(
    "bounces_unread",
    _("Teruggekomen mail wordt niet gelezen"),
    Reader.ADMIN,
    _("Je krijgt deze mail omdat je het portaal beheert."),
    named(the.FIRST_NAME, the.UNREAD_SINCE, the.UNREAD_WHY),
    fixed=_("Komt altijd: wie beheert, hoort wat er misging."),
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

ALL = (BOUNCES_UNREAD, INVITATION, LEADER_DIGEST, MAIL_STOOD_STILL, WEEKLY_OVERVIEW)
