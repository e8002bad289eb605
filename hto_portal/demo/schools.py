"""Schools to be placed at, invented or from DUO's register, and the fictional people there."""

from django.utils.text import slugify

from accounts.models import User
from cohorts.holiday_regions import region_of
from hto_portal.demo import logins
from hto_portal.demo.organisations import FICTIONAL
from hto_portal.demo.story import GROUPS, PLACES, Status
from internships import contacts
from internships.models import School, SchoolContact

Kind = School.Kind
# Name, place, kind. They have no DUO code, so nobody takes them for real ones.
INVENTED = {
    "Zuid-Holland": (
        ("Vakcollege De Kade", "Rotterdam", Kind.VMBO),
        ("Lyceum Kromme Haven", "Schiedam", Kind.VMBO),
        ("Vakschool Het Aambeeld", "Delft", Kind.VMBO),
        ("Mbo Scheepswerf", "Rotterdam", Kind.MBO),
        ("College De Baken", "Spijkenisse", Kind.VMBO),
        ("Vakcollege Drie Rivieren", "Dordrecht", Kind.VMBO),
    ),
    "Zeeland": (
        ("Vakcollege De Oesterput", "Goes", Kind.VMBO),
        ("Scholengemeenschap Zoute Wind", "Vlissingen", Kind.VMBO),
        ("Mbo Kreekrug", "Terneuzen", Kind.MBO),
    ),
    "Noord-Brabant": (
        ("Vakcollege De Gloeidraad", "Eindhoven", Kind.VMBO),
        ("College Zandpad", "Tilburg", Kind.VMBO),
        ("Vakschool De Klinknagel", "Uden", Kind.VMBO),
        ("Mbo De Spoel", "Helmond", Kind.MBO),
    ),
    "Utrecht": (
        ("Vakcollege De Werf", "Utrecht", Kind.VMBO),
        ("College Keistad", "Amersfoort", Kind.VMBO),
        ("Mbo Singel", "Woerden", Kind.MBO),
    ),
    "Gelderland": (
        ("Vakcollege De Steiger", "Arnhem", Kind.VMBO),
        ("College De Heidebloem", "Apeldoorn", Kind.VMBO),
        ("Vakschool Waalkade", "Tiel", Kind.VMBO),
    ),
    "Overijssel": (
        ("Vakcollege De Weefspoel", "Enschede", Kind.VMBO),
        ("Mbo De Katoenbaal", "Hengelo", Kind.MBO),
    ),
    "Noord-Holland": (
        ("Vakcollege De Houtzaag", "Zaandam", Kind.VMBO),
        ("College Polderlicht", "Alkmaar", Kind.VMBO),
        ("Vakschool De Zilvermeeuw", "Hoorn", Kind.VMBO),
    ),
    "Limburg": (
        ("Vakcollege De Maasbrug", "Venlo", Kind.VMBO),
        ("College Mergelland", "Sittard", Kind.VMBO),
    ),
}  # fmt: skip
PLACING = {group.place for group in GROUPS if group.busy or group.status == Status.FINISHED}
TEACHERS = 3
FUNCTIONS = ("docent PIE", "docent BWI", "docent M&T", "docent techniek", "praktijkcoördinator")


def build(world):
    """Give every region that places people its schools, with three teachers each."""
    for place in PLACES:
        if place.name in PLACING:
            by = world.leaders[place.name]
            for school in schools_of(world, place):
                for _number in range(TEACHERS):
                    world.contacts.setdefault(place.name, []).append(teacher(world, school, by))
                unqualified(world, school, by)
            world.dice.shuffle(world.contacts[place.name])


def schools_of(world, place):
    """Real vmbo locations of the province where a register was read in; else invented ones."""
    known = School.objects.open().filter(kind=Kind.VMBO, province=place.province)
    real = list(known.exclude(code=None).order_by("code"))
    if real:
        return world.dice.sample(real, min(len(real), len(INVENTED[place.province])))
    return [invented(place.province, *row) for row in INVENTED[place.province]]


def invented(province, name, town, kind):
    return School.objects.get_or_create(
        name=f"{name} {FICTIONAL}",
        place=town,
        defaults={
            "kind": kind,
            "municipality": town,
            "province": province,
            "holiday_region": region_of(province, town),
        },
    )[0]


def teacher(world, school, by):
    person = world.people.next()
    contact = SchoolContact(
        school=school,
        email=person.address(domain(school)),
        phone=f"+3110000{world.dice.randrange(10_000):04}",
        function=world.dice.choice(FUNCTIONS),
        is_qualified=True,
        **person.columns,
    )
    return contacts.add(contact, by=by)


def unqualified(world, school, by):
    """Somebody to know there who may not supervise."""
    person = world.people.next()
    contact = SchoolContact(
        school=school,
        email=person.address(domain(school)),
        function="teamleider",
        **person.columns,
    )
    return contacts.add(contact, by=by)


def shown_teacher(world, place):
    """The school contact of the printed login: one of the few with an account."""
    login = logins.TEACHER
    columns = login.person.columns
    user = User.objects.create_user(login.email, logins.WAY_IN, **columns)
    contact = SchoolContact(
        school=world.contacts[place][0].school,
        email=login.email,
        function="docent PIE",
        is_qualified=True,
        user=user,
        **columns,
    )
    return contacts.add(contact, by=world.leaders[place])


def domain(school):
    """Never a real address, also for a real school."""
    return f"{slugify(school.name)[:40].strip('-')}.example"
