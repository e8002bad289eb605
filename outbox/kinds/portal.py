"""Mails of the portal itself."""

from django.utils.translation import gettext_lazy as _

from outbox import variables as the
from outbox.kinds.shape import OF_REGION, Kind, Reader, Rhythm
from outbox.variables import Variable, named

STOOD_STILL_DAY = Variable(
    "dag",
    "{% load dutch %}{{ pause.since|day }}",
    _("de dag waarop de mail stil kwam te staan"),
    _("di 3 maart 2026"),
)
STOOD_STILL_FROM = Variable(
    "van",
    "{% load dutch %}{{ pause.since|clock }}",
    _("hoe laat de mail stil kwam te staan"),
    "9:00",
)
STOOD_STILL_UNTIL = Variable(
    "tot", "{% load dutch %}{{ now|clock }}", _("hoe laat de mail weer ging lopen"), "9:40"
)
SERVER_SAID = Variable(
    "reden", "{{ pause.reason }}", _("de woorden van de mailserver"), "421 try again later"
)
UNREAD_SINCE = Variable(
    "sinds",
    "{% load dutch %}{{ since|day }}, {{ since|clock }}",
    _("sinds wanneer de mailbox niet te lezen is"),
    _("di 3 maart 2026, 9:00"),
)
UNREAD_WHY = Variable(
    "reden", "{{ reason }}", _("waarom de mailbox niet te lezen is"), "LOGIN failed"
)
BOUNCES_UNREAD = Kind(
    "bounces_unread",
    _("Teruggekomen mail wordt niet gelezen"),
    Reader.ADMIN,
    _("Je krijgt deze mail omdat je het portaal beheert."),
    named(the.FIRST_NAME, UNREAD_SINCE, UNREAD_WHY),
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
        STOOD_STILL_DAY,
        STOOD_STILL_FROM,
        STOOD_STILL_UNTIL,
        SERVER_SAID,
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
