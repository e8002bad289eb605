"""Regions with their leaders, partners and funds, and the companies people work for."""

import datetime

from django.utils.text import slugify

from accounts.models import User
from cohorts.models import Organisation, Partnership, Region
from hto_portal.demo import logins
from hto_portal.demo.story import ALUMNUS_LEADS, PLACES, SHOWN_LEADER
from participants.models import Branch, Employer, Funding

Role = Partnership.Role
FICTIONAL = "(fictief)"
LONG_AGO = datetime.date(2016, 9, 1)
# Funds merge and change names: the first became the second.
OLD_FUND, NEW_FUND = "Opleidingsfonds Installatie Oud", "Fonds Vakwerk Techniek"
SECOND_FUND = "Fonds Metaal en Meer"
RENAMED_ON = datetime.date(2020, 1, 1)
COMPANIES = {
    Branch.CONSTRUCTION: ("Bouwbedrijf {}", "{} Bouw en Onderhoud"),
    Branch.INSTALLATION: ("{} Installatietechniek", "Loodgietersbedrijf {}"),
    Branch.METAL: ("Metaalbewerking {}", "Constructiebedrijf {}"),
    Branch.AGRICULTURAL: ("Landbouwmechanisatie {}",),
    Branch.AUTOMOTIVE: ("Autobedrijf {}", "Garage {}"),
    Branch.ELECTRICAL: ("Elektro {}",),
    Branch.PROCESS: ("{} Procestechniek",),
}
PRICE_CENTS, OWN_CENTS = 295_000, 75_000


def build(world):
    columns = logins.ADMIN.person.columns
    world.admin = User.objects.create_superuser(logins.ADMIN.email, logins.WAY_IN, **columns)
    funds = build_funds()
    for place in PLACES:
        build_region(world, place, funds)
        build_employers(world, place)


def organisation(name, **columns):
    return Organisation.objects.get_or_create(name=f"{name} {FICTIONAL}", defaults=columns)[0]


def build_funds():
    new, second = organisation(NEW_FUND, place="Utrecht"), organisation(SECOND_FUND)
    old = organisation(OLD_FUND, place="Utrecht", succeeded_by=new)
    return old, new, second


def build_region(world, place, funds):
    slug = slugify(place.name)
    region = Region.objects.create(name=place.name, slug=slug, email=f"{slug}@hto.example")
    provider = organisation(place.provider, place=place.towns[0])
    province = organisation(f"Provinciefonds {place.province}")
    lead = organisation(f"Netwerk Techniek {place.name}", place=place.towns[0])
    old, new, second = funds
    partners = (
        (provider, Role.PROVIDER, LONG_AGO, None),
        (province, Role.PROVINCE, LONG_AGO, None),
        (lead, Role.LEAD, LONG_AGO, None),
        (old, Role.FUND, LONG_AGO, RENAMED_ON - datetime.timedelta(days=1)),
        (new, Role.FUND, RENAMED_ON, None),
        (second, Role.FUND, RENAMED_ON, None),
        (organisation(f"Mbo {place.towns[-1]}", place=place.towns[-1]), Role.MBO, LONG_AGO, None),
    )
    for partner, role, start, end in partners:
        Partnership.objects.create(
            organisation=partner, region=region, role=role, from_on=start, until_on=end
        )
    world.regions[place.name] = region
    world.providers[place.name] = provider
    world.funds[place.name] = (new, second, province)
    world.leaders[place.name] = leader(world, place.name)
    region.leaders.add(world.leaders[place.name])


def leader(world, place):
    """The person of the printed login, or an invented one."""
    if place in SHOWN_LEADER:
        login = logins.LEADER
        known = User.objects.filter(email=login.email).first()
        return known or User.objects.create_user(login.email, logins.WAY_IN, **login.person.columns)
    person = world.people.next()
    return User.objects.create_user(person.address("projectleiders.example"), **person.columns)


def let_alumnus_lead(world):
    """Somebody who finished leads a region now: one account, two roles."""
    group, place = ALUMNUS_LEADS
    finished = world.cohorts[group].participants.filter(status="completed").order_by("pk").first()
    world.regions[place].leaders.add(finished.user)


def build_employers(world, place):
    world.employers[place.name] = [
        employer(world, branch, pattern, town)
        for (branch, pattern), town in zip(
            ((branch, pattern) for branch, patterns in COMPANIES.items() for pattern in patterns),
            place.towns * 5,
            strict=False,
        )
    ]


def employer(world, branch, pattern, town):
    contact = world.people.next()
    name = pattern.format(contact.last_name)
    return Employer.objects.create(
        name=f"{name} {FICTIONAL}",
        branch=branch,
        place=town,
        contact_name=contact.full_name,
        email=f"info@{slugify(name)}.example",
    )


def fund(world, participant, place):
    """Who pays: mostly a fund, sometimes two, or also the person; seldom nobody yet."""
    for payer, amount in shares(world, place).items():
        Funding.objects.create(
            participant=participant,
            payer=payer,
            amount_cents=amount,
            reference=f"HTO-{participant.pk:04}" if payer else "",
        )


def shares(world, place):
    """{payer: EUR cents}; the payer None is the person or the employer."""
    first, second, province = world.funds[place]
    third = PRICE_CENTS // 3
    luck = world.dice.random()
    if luck < 0.6:
        return {first: PRICE_CENTS}
    if luck < 0.75:
        return {second: PRICE_CENTS - third, province: third}
    if luck < 0.88:
        return {first: PRICE_CENTS - OWN_CENTS, None: OWN_CENTS}
    return {None: PRICE_CENTS} if luck < 0.96 else {}
