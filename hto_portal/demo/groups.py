"""Groups with their lessons and their people, from the first announcement to the first day."""

import datetime

from cohorts.models import Cohort, LessonDay
from cohorts.running import VERB_BY_NAME
from hto_portal.demo import logins, organisations
from hto_portal.demo.story import SECOND_ATTEMPT, TRANSFER, Status
from hto_portal.demo.world import at
from participants import admission, leaving
from participants.models import Attendance, Participant

WEEKS = 40
LESSONS = 18
TOPICS = (
    "Kennismaken en je rol als opleider", "Hoe jongeren leren", "Een les voorbereiden",
    "Instructie geven in de werkplaats", "Veiligheid en orde", "Vragen stellen", "Feedback geven",
    "Verschillen in de klas", "Toetsen en beoordelen", "Praktijkopdrachten ontwerpen",
    "Begeleiden op de werkvloer", "Lesgeven met beeld en video", "Leerlingen die vastlopen",
    "Samenwerken met de school", "Jouw vak in het onderwijs", "Terugkijken op je stage",
    "Je proefles", "Afronden en vooruitkijken",
)  # fmt: skip
PRESENCE = ("present",) * 16 + ("partly", "excused", "excused", "absent")
EMPLOYMENT = ("employed",) * 8 + ("seconded", "self_employed")
RETURNING = (Participant.Status.WITHDRAWN, Participant.Status.TRANSFERRED)
ABSENCE = {"excused": "Ziek gemeld", "partly": "Kwam later, van het werk"}
STOP_REASONS = (
    "Kreeg een andere baan met veel reistijd.",
    "De combinatie met het werk werd te zwaar.",
    "De werkgever kon de middagen niet meer missen.",
    "Wil toch niet voor de klas staan.",
)


def build(world, groups):
    """Make these groups, take their people in and start them; returns {group: participants}."""
    return {group: build_group(world, group) for group in groups}


def build_group(world, group):
    leader = world.leaders[group.place]
    start_on = world.day(-group.began, weekday=world.dice.randint(1, 3))
    cohort = Cohort.objects.create(
        region=world.regions[group.place],
        name=group.name,
        provider=world.providers[group.place],
        start_on=start_on,
        end_on=start_on + datetime.timedelta(weeks=WEEKS),
    )
    world.cohorts[group.place, group.name] = cohort
    if group.status != Status.PLANNED:
        VERB_BY_NAME["open"].take(cohort, by=leader)
        plan_lessons(world, cohort)
    participants = [seat(world, group, cohort, number) for number in range(group.people)]
    if group.status in (Status.RUNNING, Status.FINISHED):
        VERB_BY_NAME["start"].take(cohort, by=leader)
    elif group.status == Status.POSTPONED:
        VERB_BY_NAME["postpone"].take(cohort, by=leader)
    elif group.status == Status.CANCELLED:
        call_off(world, cohort, participants)
    return participants


def plan_lessons(world, cohort):
    """An afternoon or an evening every two weeks."""
    hour = world.dice.choice((15, 18))
    teacher = world.people.next().full_name
    rows = []
    for number, topic in enumerate(TOPICS[:LESSONS]):
        day = cohort.start_on + datetime.timedelta(weeks=2 * number)
        rows.append(
            LessonDay(
                cohort=cohort,
                starts_at=at(day, hour),
                ends_at=at(day, hour + 4),
                topic=topic,
                place=f"{cohort.provider.name}, lokaal {world.dice.randint(100, 499)}",
                teacher=teacher,
            )
        )
    LessonDay.objects.bulk_create(rows)


def seat(world, group, cohort, number):
    """Take one person in, some weeks before the first day and never later than now."""
    first = max((cohort.start_on - world.today).days, 0)
    back = first + world.dice.randint(3, 34)
    moment = world.soon_after(cohort.start_on, -back - 3, -back)
    employer = world.dice.choice(world.employers[group.place])
    participant = admission.admit(
        cohort,
        by=world.leaders[group.place],
        now=min(moment, world.now),
        employer=employer,
        employment=world.dice.choice(EMPLOYMENT),
        branch=employer.branch,
        phone=f"+3110000{world.dice.randrange(10_000):04}",
        **identity(world, group, number),
    )
    organisations.fund(world, participant, group.place)
    return participant


def identity(world, group, number):
    """Address and name: invented, known from an earlier group, or that of the printed login."""
    if group.parts[number : number + 1] == ("shown",):
        return {"email": logins.PARTICIPANT.email, **logins.PARTICIPANT.person.columns}
    for first, second in (SECOND_ATTEMPT, TRANSFER):
        if number == 1 and second == (group.place, group.name):
            left = world.cohorts[first].participants.filter(status__in=RETURNING)
            return {"email": left.latest("pk").user.email, "first_name": "", "last_name": ""}
    person = world.people.next()
    return {"email": person.address("deelnemers.example"), **person.columns}


def call_off(world, cohort, participants):
    """Too few people: some stop, one waits for a group elsewhere, the group lapses."""
    leader = world.leaders[cohort.region.name]
    *stopping, moving = participants
    for participant in stopping:
        leaving.withdraw(
            participant, reason="De groep ging niet door.", on=cohort.start_on, by=leader
        )
    moving.move_to(Participant.Status.TRANSFERRED, by=leader)
    VERB_BY_NAME["cancel"].take(cohort, by=leader)


def link_transfer(world):
    """The new place of the person who moved to another group points at the old one."""
    old, new = (world.cohorts[key].participants for key in TRANSFER)
    left = old.get(status=Participant.Status.TRANSFERRED)
    new.filter(user=left.user).update(transferred_from=left)


def attend(world):
    """Who was at which lesson, up to now."""
    Attendance.objects.bulk_create(
        [
            attendance(world, lesson, participant)
            for cohort in world.cohorts.values()
            for lesson, participant in present(cohort, world.now)
        ],
        batch_size=500,
    )


def present(cohort, now):
    """(lesson, participant) for the lessons that were, as long as somebody had not stopped."""
    people = list(cohort.participants.order_by("pk"))
    for lesson in cohort.lesson_days.filter(ends_at__lt=now):
        for participant in people:
            if not participant.stopped_on or participant.stopped_on > lesson.starts_at.date():
                yield lesson, participant


def attendance(world, lesson, participant):
    presence = world.dice.choice(PRESENCE)
    return Attendance(
        lesson_day=lesson,
        participant=participant,
        presence=presence,
        note=ABSENCE.get(presence, ""),
    )
