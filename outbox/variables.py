"""What `{name}` can stand for in the text of a mail.

The fragment is a template, so that dates and numbers read as everywhere; it is part of the code
and never of the text that an admin writes. Words in a fragment stand in `mail/parts`, where the
catalogue finds them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Variable:
    """A `block` may be several lines; an address leads somewhere. Neither fits in a subject."""

    name: str
    fragment: str
    means: str
    example: str
    block: bool = False
    is_address: bool = False


def named(*variables):
    return {variable.name: variable for variable in variables}


def part(name):
    return f'{{% include "mail/parts/{name}.txt" %}}'


def address(name, fragment, means, example):
    return Variable(name, fragment, means, example, is_address=True)


def block(name, fragment, means, example):
    return Variable(name, fragment, means, example, block=True)


PORTAL = "https://portaal.example"

# --- people and schools ---

FIRST_NAME = Variable("naam", "{{ user.first_name }}", _("de voornaam van de ontvanger"), "Sanne")
FULL_NAME = Variable(
    "naam", "{{ contact.full_name }}", _("de naam van de ontvanger"), "Karin de Wit"
)
PARTICIPANT = Variable(
    "deelnemer", "{{ placement.participant.user }}", _("de naam van de deelnemer"), "Dirk Bos"
)
SCHOOL = Variable(
    "school", "{{ placement.school.name }}", _("de naam van de school"), "Vakcollege Rijnmond"
)
SCHOOL_AND_PLACE = Variable(
    "school_en_plaats",
    "{{ placement.school }}",
    _("de school met haar plaats"),
    "Vakcollege Rijnmond, Rotterdam",
)
SUPERVISOR = Variable(
    "begeleider",
    "{{ placement.supervisor.full_name }}",
    _("de naam van de begeleider"),
    "Karin de Wit",
)
SUPERVISOR_NAME = Variable(
    "begeleider",
    "{{ contact.full_name }}",
    _("wie de regels terugstuurde"),
    "Karin de Wit",
)
ANSWERED_BY = Variable(
    "wie", "{{ placement.answered_name }}", _("wie namens de school antwoordde"), "Karin de Wit"
)

# --- a placement ---

START = Variable(
    "begin",
    "{% load dutch %}{{ placement.start_on|day }}",
    _("de eerste dag van de stage"),
    _("ma 2 maart 2026"),
)
END = Variable(
    "einde",
    "{% load dutch %}{{ placement.end_on|day }}",
    _("de laatste dag van de stage"),
    _("vr 12 juni 2026"),
)
AGREED = Variable(
    "uren",
    "{% load dutch %}{{ placement.agreed_minutes|hours }}",
    _("de afgesproken uren"),
    _("80:00 uur"),
)
OWN_VOG = Variable(
    "vog",
    part("own_vog"),
    _("de zin over de VOG; leeg als de school er geen vraagt"),
    _("Laat voor de eerste dag je VOG zien op school"),
)
THEIR_VOG = Variable(
    "vog",
    part("their_vog"),
    _("de zin over de VOG; leeg als de school er geen vraagt"),
    _("De deelnemer laat u een VOG zien voor de eerste dag"),
)
REGION_OF_PLACEMENT = Variable(
    "regio",
    "{{ placement.participant.cohort.region.name }}",
    _("de naam van de regio"),
    "Zuid-Holland",
)
REACHED_AT = Variable(
    "contact",
    "{% with region=placement.participant.cohort.region %}" + part("reached_at") + "{% endwith %}",
    _("telefoon en mail van de regio, op één regel; kan leeg zijn"),
    _("010 1234567 of zuid-holland@hto.example"),
)
NOTE = block(
    "afspraken",
    "{{ placement.note }}",
    _("wat de projectleider erbij schreef; kan leeg zijn"),
    _("Dirk kan alleen op dinsdag."),
)
REASON = block(
    "reden",
    "{{ placement.reason }}",
    _("waarom de school nee zegt"),
    _("Wij hebben dit jaar geen plek meer."),
)

# --- hours ---

MINUTES_LEFT = Variable(
    "nog",
    "{% load dutch %}{{ left|hours }}",
    _("hoeveel uren er nog te gaan zijn"),
    _("23:30 uur"),
)
MINUTES_DONE = Variable(
    "gedaan",
    "{% load dutch %}{{ total.done|hours }}",
    _("hoeveel uren er al zijn"),
    _("56:30 uur"),
)
PER_WEEK = Variable(
    "per_week",
    "{% load dutch %}{{ pace.per_week|duration }}",
    _("hoeveel uren per week nodig zijn"),
    "3:00",
)
LAST_DAY = Variable(
    "einde",
    '{{ pace.end_on|date:"j F" }}',
    _("de laatste dag van de stage"),
    _("12 juni"),
)
TOTAL = Variable(
    "uren",
    "{% load dutch %}{{ minutes|hours }}",
    _("hoeveel uren op de school wachten"),
    _("7:30 uur"),
)
WAITING_PEOPLE = block(
    "regels",
    part("waiting_people"),
    _("per deelnemer wat er wacht"),
    _("- Dirk Bos: 4:30 uur in 2 regels\n- Noor Smit: 3:00 uur in 1 regel"),
)
OUTCOME = Variable(
    "uitkomst",
    part("outcome"),
    _("hoeveel uren zijn bevestigd, of dat alles terugging"),
    _("7:30 uur bevestigd"),
)
DECIDED_DAY = Variable(
    "dag",
    "{% load dutch %}{{ at|day }}",
    _("de dag van de beoordeling"),
    _("di 3 maart 2026"),
)
DECIDED_TIME = Variable(
    "tijd", "{% load dutch %}{{ at|clock }}", _("de tijd van de beoordeling"), "9:05"
)
SIGNED_NAME = Variable(
    "ondertekenaar",
    "{{ typed_name }}",
    _("de naam die bij het bevestigen is ingevuld"),
    "K. de Wit",
)
CONFIRMED_TOTAL = Variable(
    "uren_bevestigd",
    "{% load dutch %}{% if confirmed %}{{ minutes|hours }}{% endif %}",
    _("hoeveel uren zijn bevestigd; leeg als dat er geen zijn"),
    _("7:30 uur"),
)
CONFIRMED_LINES = block(
    "bevestigd",
    part("confirmed"),
    _("de bevestigde regels; kan leeg zijn"),
    _("- ma 2 maart 2026, Dirk Bos: 7:30 uur, lesgeven"),
)
RETURNED_COUNT = Variable(
    "aantal_terug",
    part("returned_count"),
    _("hoeveel regels teruggingen; leeg als dat er geen zijn"),
    _("1 regel"),
)
RETURNED_LINES = block(
    "teruggestuurd",
    part("returned"),
    _("de regels die teruggingen, met de reden; kan leeg zijn"),
    _("- di 3 maart 2026, Noor Smit: 3:00 uur. De tijd klopt niet"),
)
LINES_CAME = Variable(
    "regels_kwamen",
    part("lines_came"),
    _("hoeveel regels, met het werkwoord: “Eén urenregel kwam”"),
    _("2 urenregels kwamen"),
)
THESE_LINES = Variable(
    "deze_regels",
    part("these_lines"),
    _("“deze regel” of “deze regels”"),
    _("deze regels"),
)
LINES_TO_REPAIR = block(
    "regels",
    part("to_repair"),
    _("de regels die terugkwamen, met de reden"),
    _("- di 3 maart 2026, 3:00 uur, lesgeven. De tijd klopt niet"),
)

# --- groups ---

COHORT = Variable(
    "groep", "{{ cohort|default:'' }}", _("de naam van de groep; kan leeg zijn"), "Rotterdam 5"
)
DIGEST = block(
    "lijst",
    part("digest"),
    _("wie achterloopt, wat bij scholen wacht en wat ontbreekt"),
    _("# Achter op schema (1)\n\n- Dirk Bos\n\n# Nog geen stageplaats (1)\n\n- Noor Smit"),
)
BUNDLED = block(
    "berichten",
    "{{ texts }}",
    _("de berichten van deze week"),
    _("# Ontvangstbewijs: 7:30 uur bevestigd\n\nOp di 3 maart zijn deze uren beoordeeld."),
)

# --- addresses ---

BUTTON = _("het adres achter de knop: zet het met woorden ervoor alleen op een regel")
KEY = "{{ link_url }}"
HOURS_PAGE = address("link", '{{ site_url }}{% url "hours_start" %}', BUTTON, f"{PORTAL}/hours/")
RETURNED_LINES_PLACE = address(
    "link", '{{ site_url }}{% url "hours_start" %}#returned', BUTTON, f"{PORTAL}/hours/#returned"
)
LEADER_PAGE = address("link", '{{ site_url }}{% url "leader_start" %}', BUTTON, f"{PORTAL}/leader/")
OTHER_SCHOOL_PAGE = address(
    "link",
    '{{ site_url }}{% url "placement_create" placement.participant_id %}',
    BUTTON,
    f"{PORTAL}/participants/1/placements/new/",
)
CONFIRM_LINK = address("link", KEY, BUTTON, f"{PORTAL}/confirm/sleutel/")
ANSWER_LINK = address("link", KEY, BUTTON, f"{PORTAL}/placement/sleutel/")
INVITATION_LINK = address("link", KEY, BUTTON, f"{PORTAL}/welcome/sleutel/")
SNOOZE_LINK = address(
    "uitstel",
    "{% if link_url %}{{ link_url }}#pause{% endif %}",
    _("het adres om een tijd geen herinnering te krijgen; de regel vervalt zonder adres"),
    f"{PORTAL}/mail/sleutel/#pause",
)
