"""Who wants to take part: people in every state of recruitment, and by which link they came."""

import datetime
from typing import NamedTuple

from django.utils.text import get_text_list

from cohorts.models import Cohort, Partnership
from cohorts.running import VERB_BY_NAME
from hto_portal.demo.people import Person
from hto_portal.demo.world import at
from newsletters.models import Subscription
from participants.models import Branch
from recruitment import applying, asking, intake
from recruitment.models import Application, Channel, ChannelDay, HeardFrom

Education = Application.Education
Source = HeardFrom.Source
# The group that people can still join where the printed leader leads.
NEXT_GROUP = ("Zuid-Holland", "Groep 6", 11)
INTRO = """In {region} leiden we elk jaar een groep vakmensen op tot hybride techniekopleider. \
Je krijgt les op {provider}, samen met mensen uit de installatie, de bouw, het metaal en de garage.

Onze scholen staan in {towns}. Je loopt stage op een school die je kunt aanrijden vanaf je werk.

Twijfel je? Kom een keer kijken bij een les. Bel of mail ons, dan spreken we een avond af."""
INTRO_EN = """Every year we train a group of skilled workers in {region} to become hybrid \
technical instructors. Your lessons are at {provider}, together with people from installation, \
construction, metal and garages.

Our schools are in {towns}. You do your internship at a school within reach of your work.

Not sure yet? Come and see a lesson. Call or email us, and we will find an evening."""
CHANNELS = (
    ("Nieuwsbrief van het netwerk", 38, "Netwerk Techniek"),
    ("Poster in de kantine", 12, ""),
)


class Candidate(NamedTuple):
    """`back` is how many working days ago somebody came; `path` is what leaders did since."""

    place: str
    back: int
    branch: Branch
    education: Education
    years: int
    motivation: str
    heard: tuple
    path: tuple = ()
    note: str = ""
    step: str = ""
    # In how many days the next step is; negative is too late.
    on: int = 0
    channel: int | None = None


ZH, DR = "Zuid-Holland", "Drechtsteden"
CANDIDATES = (
    Candidate(
        ZH, 1, Branch.INSTALLATION, Education.MBO4, 22,
        "Ik leid al jaren leerlingen op in ons bedrijf. Nu wil ik leren hoe je dat goed doet.",
        (Source.COLLEAGUE, Source.EMPLOYER), channel=0,
    ),
    Candidate(
        ZH, 1, Branch.METAL, Education.WORK, 30,
        "Mijn rug wil niet meer elke dag in de werkplaats, maar mijn hoofd zit vol kennis.",
        (Source.PARTNER,), channel=0,
    ),
    Candidate(
        ZH, 2, Branch.AUTOMOTIVE, Education.MBO3, 15,
        "Op de open dag van de school van mijn dochter zag ik hoe weinig techniek ze krijgen.",
        (Source.SCHOOL, Source.ACQUAINTANCE),
    ),
    Candidate(
        DR, 2, Branch.CONSTRUCTION, Education.MBO4, 18,
        "Een dag per week voor de klas lijkt me een mooie afwisseling.", (Source.LINKEDIN,),
    ),
    Candidate(
        ZH, 6, Branch.ELECTRICAL, Education.HBO, 12,
        "Ik geef op mijn werk veel uitleg en merk dat ik daar blij van word.", (Source.SEARCH,),
        ("speak",), "Enthousiast. Vraagt nog of hij de middagen vrij krijgt.",
        "Terugbellen over de vrije middagen", -1,
    ),
    Candidate(
        DR, 7, Branch.INSTALLATION, Education.MBO4, 25,
        "Mijn maat deed mee en kan er niet over ophouden.", (Source.COLLEAGUE,),
        ("speak",), "", "Uitnodigen voor een intakegesprek", 2,
    ),
    Candidate(
        ZH, 11, Branch.PROCESS, Education.MBO4, 20,
        "Ik wil iets terugdoen voor het vak.", (Source.MEETING,),
        ("speak", "invite"), "Gesprek gepland op kantoor. Neemt zijn diploma's mee.",
        "Intakegesprek", 3, 1,
    ),
    Candidate(
        ZH, 12, Branch.METAL, Education.MBO4, 27,
        "Jongeren enthousiast maken voor lassen, dat wil ik.", (Source.PRESS, Source.COLLEAGUE),
        ("speak", "invite"), "Past heel goed. Werkgever staat erachter.",
    ),
    Candidate(
        DR, 14, Branch.AGRICULTURAL, Education.MBO3, 16,
        "Ik begeleid stagiairs op de zaak en wil weten hoe school werkt.", (Source.EMPLOYER,),
        ("speak", "invite"), "", "Verslag van het gesprek maken", -2,
    ),
    Candidate(
        ZH, 20, Branch.CONSTRUCTION, Education.WORK, 33,
        "Na dertig jaar timmeren wil ik doorgeven wat ik kan.", (Source.PARTNER,),
        ("speak", "invite", "reserve"), "Kan pas vanaf de zomer.", "Bellen over de groep erna", 40,
    ),
    Candidate(
        ZH, 16, Branch.OTHER, Education.HBO, 2,
        "Lesgeven lijkt me leuk.", (Source.LINKEDIN,), ("speak", "reject"),
        "Heeft nog weinig ervaring; over een paar jaar graag weer.",
    ),
    Candidate(
        DR, 13, Branch.ELECTRICAL, Education.MBO4, 19,
        "Ik zoek een nieuwe uitdaging naast mijn werk.", (Source.SEARCH,), ("speak", "withdraw"),
        "Krijgt een andere baan met veel reistijd.",
    ),
)  # fmt: skip
QUESTIONS = (
    (ZH, 1, "Moet ik een diploma hebben? Ik heb alles in de praktijk geleerd."),
    (DR, 3, "Op welke dag zijn de lessen?"),
)


def build(world):
    for place, region in world.regions.items():
        introduce(world, place, region)
    cohort = announce(world)
    channels = [channel(world, *facts) for facts in CHANNELS]
    for candidate in CANDIDATES:
        recruit(world, candidate, channels, cohort)
    for place, back, question in QUESTIONS:
        wonder(world, place, back, question)
    take_in(world)


def introduce(world, place, region):
    """What a region says of itself on its public page."""
    towns = sorted({employer.place for employer in world.employers[place]})
    facts = {"region": place, "provider": world.providers[place].name}
    region.intro = INTRO.format(**facts, towns=get_text_list(towns, "en"))
    region.intro_en = INTRO_EN.format(**facts, towns=get_text_list(towns, "and"))
    region.phone = f"+3185000{world.dice.randrange(10_000):04}"
    region.save()


def announce(world):
    place, name, weeks = NEXT_GROUP
    start_on = world.day(weeks, weekday=3)
    cohort = Cohort.objects.create(
        region=world.regions[place],
        name=name,
        provider=world.providers[place],
        start_on=start_on,
        end_on=start_on + datetime.timedelta(weeks=40),
    )
    VERB_BY_NAME["open"].take(cohort, by=world.leaders[place])
    return cohort


def channel(world, name, visits, partner):
    region = world.regions[ZH]
    found = Partnership.objects.filter(region=region, organisation__name__startswith=partner)
    organisation = found.first().organisation if partner else None
    row = Channel.objects.create(region=region, organisation=organisation, name=name)
    if organisation:
        # Every fourth reader came by the link of the partner.
        readers = Subscription.objects.filter(region=region).order_by("pk")
        Subscription.objects.filter(pk__in=[reader.pk for reader in readers[::4]]).update(
            channel=row
        )
    for back in range(5):
        ChannelDay.objects.create(
            channel=row, day=world.workday(back), visits=world.dice.randint(1, visits)
        )
    return row


def recruit(world, candidate, channels, cohort):
    """Somebody applies, and leaders go on with it in the days after."""
    person = world.people.next()
    employers = world.employers[candidate.place]
    fitting = [one for one in employers if one.branch == candidate.branch]
    employer = world.dice.choice(fitting or employers)
    leader, moment = world.leaders[candidate.place], at(world.workday(candidate.back), 9, 40)
    row = applying.apply(
        world.regions[candidate.place],
        email=person.address("bedrijf.example"),
        phone=f"+316000{world.dice.randrange(100_000):05}",
        employer_name=employer.name,
        employer_place=employer.place,
        employment="employed",
        branch=candidate.branch,
        education=candidate.education,
        years=candidate.years,
        motivation=candidate.motivation,
        cohort=cohort if candidate.place == cohort.region.name else None,
        heard=candidate.heard,
        channel=None if candidate.channel is None else channels[candidate.channel],
        language="nl",
        now=moment,
        **person.columns,
    )
    carry_on(row.lead, candidate, leader, moment, world)


def carry_on(lead, candidate, leader, moment, world):
    now = moment
    for number, name in enumerate(candidate.path, start=1):
        verb, now = intake.VERB_BY_NAME[name], moment + datetime.timedelta(hours=3 * number)
        why = candidate.note if verb.asks_why else ""
        intake.move(lead, by=leader, verb=verb, now=now, decision=why)
        if number == 1 and candidate.note and not why:
            intake.note(lead, text=candidate.note, by=leader, now=now)
    if candidate.step:
        on = world.today + datetime.timedelta(days=candidate.on)
        intake.plan(lead, step=candidate.step, on=on, by=leader, now=now)


def wonder(world, place, back, question):
    person = world.people.next()
    asking.ask(
        world.regions[place],
        email=person.address("thuis.example"),
        question=question,
        language="nl",
        now=at(world.workday(back), 20, 15),
        **person.columns,
    )


def take_in(world):
    """Two of the newest participants came in by the public page."""
    cohort = world.cohorts[DR, "Groep 1"]
    leader = world.leaders[DR]
    for participant in cohort.participants.select_related("user", "employer")[:2]:
        user = participant.user
        person = Person(user.first_name, user.infix, user.last_name)
        row = applying.apply(
            cohort.region,
            email=user.email,
            phone=participant.phone,
            employer_name=participant.employer.name,
            branch=participant.branch,
            education=Education.MBO4,
            years=20,
            motivation="Ik wil mijn vak doorgeven aan jongeren.",
            cohort=cohort,
            heard=(Source.COLLEAGUE,),
            language="nl",
            now=participant.admitted_at - datetime.timedelta(days=9),
            **person.columns,
        )
        # The seat was given before there was a page to apply on.
        facts = {"participant": participant, "owner": leader}
        row.lead.move_to("admitted", by=leader, moved_at=participant.admitted_at, **facts)
