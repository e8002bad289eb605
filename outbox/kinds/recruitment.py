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
LEADS_OF_REGION = address(
    "link", '{{ site_url }}{% url "lead_list" %}?region={{ region.pk }}', BUTTON, f"{PORTAL}/leads/"
)
REGION_IN_ADMIN = address(
    "beheer",
    '{{ site_url }}{% url "admin:cohorts_region_change" region.pk %}',
    _("het adres waar je een projectleider kiest"),
    f"{PORTAL}/admin/cohorts/region/1/change/",
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
REGION_WITHOUT_LEADER = Kind(
    "region_without_leader",
    _("Iemand meldde zich bij een regio zonder projectleider"),
    Reader.ADMIN,
    _("Je krijgt deze mail omdat je het portaal beheert."),
    named(FIRST_NAME, REGION, LEADS_OF_REGION, REGION_IN_ADMIN),
    required=("beheer",),
    fixed=_("Komt altijd: anders hoort niemand dat er mensen wachten."),
)
ALL = (
    APPLICATION_RECEIVED,
    INTEREST_RECEIVED,
    APPLICATION_ARRIVED,
    INTEREST_ARRIVED,
    REGION_WITHOUT_LEADER,
)
