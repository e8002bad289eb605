"""Mails about subscribing to newsletters; the newsletters themselves are no kind of their own."""

from django.utils.translation import gettext_lazy as _

from outbox import variables as the
from outbox.kinds.shape import OF_REGION, Kind, Reader
from outbox.variables import Variable, address, block, named, part

FIRST_NAME = Variable(
    "naam",
    "{{ subscription.first_name }}",
    _("de voornaam van de lezer; kan leeg zijn"),
    "Sanne",
)
REGION = Variable(
    "regio", "{{ subscription.region.name }}", _("de naam van de regio"), "Zuid-Holland"
)
TOPICS = block(
    "onderwerpen",
    part("topics"),
    _("waarover iemand wil lezen"),
    _("- meedoen aan HTO\n- informatiebijeenkomsten"),
)
CONFIRM_LINK = address("link", the.KEY, the.BUTTON, f"{the.PORTAL}/newsletter/confirm/sleutel/")
CHOICES_LINK = address(
    "link",
    '{{ site_url }}{% url "newsletter_choices" subscription.key %}',
    the.BUTTON,
    f"{the.PORTAL}/newsletter/sleutel/",
)
TITLE = Variable(
    "onderwerp", "{{ title }}", _("het onderwerp van de nieuwsbrief"), _("Kom een avond kijken")
)
ITS_REGION = Variable(
    "regio", "{{ newsletter.region.name }}", _("de naam van de regio"), "Zuid-Holland"
)
MOMENT = Variable(
    "moment",
    "{% load dutch %}{{ newsletter.planned_at|day }} {{ newsletter.planned_at|clock }}",
    _("wanneer hij zou gaan"),
    _("ma 2 maart 2026 9:30"),
)
REASON = Variable(
    "reden",
    "{{ why }}",
    _("waarom hij wacht"),
    _("De doelgroep is gewijzigd nadat hij was gepland. Lezers toen: 40. Lezers nu: 95."),
)
NEWSLETTER_PAGE = address(
    "link",
    '{{ site_url }}{% url "newsletter_detail" newsletter.pk %}',
    the.BUTTON,
    f"{the.PORTAL}/newsletters/1/",
)
OF_FORM = _("Je krijgt deze mail omdat iemand dit adres heeft ingevuld voor een nieuwsbrief.")

CONFIRM = Kind(
    "subscription_confirm",
    _("Inschrijving op de nieuwsbrief bevestigen"),
    Reader.ANYBODY,
    OF_FORM,
    named(FIRST_NAME, REGION, TOPICS, CONFIRM_LINK),
    required=("link",),
)
REMINDER = Kind(
    "subscription_reminder",
    _("Herinnering om een inschrijving te bevestigen"),
    Reader.ANYBODY,
    OF_FORM,
    named(FIRST_NAME, REGION, TOPICS, CONFIRM_LINK),
    required=("link",),
)
KNOWN = Kind(
    "subscription_known",
    _("Al ingeschreven op de nieuwsbrief"),
    Reader.ANYBODY,
    OF_FORM,
    named(FIRST_NAME, REGION, TOPICS, CHOICES_LINK),
    required=("link",),
)
LINK = Kind(
    "subscription_link",
    _("Link naar de keuzes voor nieuwsbrieven"),
    Reader.ANYBODY,
    _("Je krijgt deze mail omdat iemand met dit adres om deze link vroeg."),
    named(FIRST_NAME, CHOICES_LINK),
    required=("link",),
)
WAITS = Kind(
    "newsletter_waits",
    _("Een geplande nieuwsbrief wacht op je akkoord"),
    Reader.LEADER,
    OF_REGION,
    named(the.FIRST_NAME, TITLE, ITS_REGION, MOMENT, REASON, NEWSLETTER_PAGE),
    required=("link",),
    fixed=_("Komt altijd meteen: zonder je akkoord gaat hij niet weg."),
)

ALL = (CONFIRM, REMINDER, KNOWN, LINK, WAITS)
