"""Mails about who wants to become a participant."""

from django.utils.translation import gettext_lazy as _

from outbox.kinds.shape import OF_REGION, Kind, Reader, Rhythm
from outbox.variables import BUTTON, FIRST_NAME, PORTAL, Variable, address, block, named, part

APPLICANT = Variable(
    "naam", "{{ application.first_name }}", _("de voornaam die is ingevuld"), "Sanne"
)
ASKER = Variable("naam", "{{ first_name }}", _("de voornaam die is ingevuld"), "Sanne")
REGION = Variable("regio", "{{ region.name }}", _("de naam van de regio"), "Zuid-Holland")
ANSWERS = block(
    "antwoorden",
    part("answers"),
    _("wat er is ingevuld"),
    _("- Naam: Sanne Bos\n- Telefoon: 06 12345678\n- Werkgever: Bakker Installatie"),
)
CONTACT = block(
    "contact",
    part("region_contact"),
    _("waar de regio te bereiken is; kan leeg zijn"),
    _("- Bellen: 010 1234567\n- Mailen: zuid-holland@hto.example"),
)
LEAD = Variable(
    "belangstellende", "{{ lead.full_name }}", _("wie zich meldde of aanmeldde"), "Dirk Bos"
)
NAME_FILLED_IN = Variable(
    "aanmelder", "{{ application.full_name }}", _("de naam op het formulier"), "Dirk Bos"
)
WORK = Variable(
    "werk",
    "{{ application.get_branch_display }}, {{ application.employer_name }}",
    _("de branche en de werkgever"),
    _("installatietechniek, Bakker Installatie"),
)
QUESTION = block(
    "vraag", "{{ question }}", _("de vraag; kan leeg zijn"), _("Kan het naast mijn werk?")
)
LEAD_PAGE = address(
    "link", '{{ site_url }}{% url "lead_detail" lead.pk %}', BUTTON, f"{PORTAL}/leads/1/"
)
REGION_PAGE = address(
    "link",
    '{{ site_url }}{% url "region_page" region.slug %}',
    BUTTON,
    f"{PORTAL}/regions/zuid-holland/",
)
FILLED_IN = _("Je krijgt deze mail omdat dit adres is ingevuld op de site van HTO.")

APPLICATION_RECEIVED = Kind(
    "application_received",
    _("Aanmelding is binnen"),
    Reader.ANYBODY,
    FILLED_IN,
    named(APPLICANT, REGION, ANSWERS, CONTACT, REGION_PAGE),
    required=("antwoorden",),
)
INTEREST_RECEIVED = Kind(
    "interest_received",
    _("Vraag van een belangstellende is binnen"),
    Reader.ANYBODY,
    FILLED_IN,
    named(ASKER, REGION, CONTACT, REGION_PAGE),
)
APPLICATION_ARRIVED = Kind(
    "application_arrived",
    _("Nieuwe aanmelding"),
    Reader.LEADER,
    OF_REGION,
    named(FIRST_NAME, NAME_FILLED_IN, REGION, WORK, LEAD_PAGE),
    required=("link",),
    rhythms=(Rhythm.AT_ONCE, Rhythm.WEEKLY, Rhythm.OFF),
    bundled=True,
)
INTEREST_ARRIVED = Kind(
    "interest_arrived",
    _("Nieuwe belangstellende"),
    Reader.LEADER,
    OF_REGION,
    named(FIRST_NAME, LEAD, REGION, QUESTION, LEAD_PAGE),
    required=("link",),
    rhythms=(Rhythm.AT_ONCE, Rhythm.WEEKLY, Rhythm.OFF),
    bundled=True,
)
ALL = (APPLICATION_RECEIVED, INTEREST_RECEIVED, APPLICATION_ARRIVED, INTEREST_ARRIVED)
