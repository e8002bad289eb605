"""What people write in their hours: plausible lines on days that schools are open."""

import datetime

from internships.models import HourEntry

Kind = HourEntry.Kind
NOTES = {
    Kind.OBSERVING: (
        "Meegekeken bij de praktijkles", "Lessen PIE gevolgd in klas 3",
        "Rondleiding en kennismaking", "Achter in de klas gezeten en notities gemaakt",
    ),
    Kind.ASSISTING: (
        "Geholpen bij het lassen", "Groepje begeleid bij schakelingen",
        "Gereedschap leren gebruiken", "Meegelopen in de werkplaats",
        "Geholpen met meten en aftekenen", "",
    ),
    Kind.TEACHING: (
        "Les gegeven over meetinstrumenten", "Zelf instructie gegeven bij de draaibank",
        "Les over veilig werken op hoogte", "Proefles gegeven, met feedback", "",
    ),
    Kind.PREPARING: (
        "Les voorbereid met mijn begeleider", "Lesbrief gemaakt", "Nabesproken", "",
    ),
}  # fmt: skip


def school_days(world, school, start, end):
    """Working days on which the school is open, or all of them when it never is."""
    days = [start + datetime.timedelta(days=number) for number in range((end - start).days + 1)]
    days = [day for day in days if day.weekday() < 5]
    opened = [day for day in days if not world.is_holiday(day, school.holiday_region)]
    return opened or days


def split(world, minutes):
    """Cut so many minutes into lines of two to eight hours, in quarters."""
    parts = []
    while minutes > 0:
        part = min(world.dice.choice((120, 150, 180, 210, 240, 240, 240, 300, 360, 480)), minutes)
        if 0 < minutes - part < 60:
            part = minutes
        parts.append(part)
        minutes -= part
    return parts


def write(world, school, start, end, minutes):
    """Columns of lines that add up to so many minutes, one on a day, in order of date."""
    days = school_days(world, school, start, end)
    parts = split(world, minutes)[: len(days)]
    chosen = sorted(world.dice.sample(days, len(parts)))
    return [
        line(world, day, part, number / len(parts))
        for number, (day, part) in enumerate(zip(chosen, parts, strict=True))
    ]


def line(world, day, minutes, progress):
    """One line; who is further on looks on less and teaches more."""
    if progress < 0.2:
        kind = world.dice.choice((Kind.OBSERVING, Kind.OBSERVING, Kind.ASSISTING))
    elif progress < 0.6:
        kind = world.dice.choice((Kind.ASSISTING, Kind.ASSISTING, Kind.PREPARING))
    else:
        kind = world.dice.choice((Kind.TEACHING, Kind.TEACHING, Kind.ASSISTING, Kind.PREPARING))
    columns = {
        "worked_on": day,
        "minutes": minutes,
        "kind": kind,
        "note": world.dice.choice(NOTES[kind]),
    }
    return columns | (clock(world, minutes) if world.dice.random() < 0.6 else {})


def clock(world, minutes):
    """From and till, with half an hour's break on a long day."""
    pause = 30 if minutes > 300 else 0
    start = 8 * 60 + world.dice.choice((0, 15, 30))
    return {
        "starts_at": time_of(start),
        "ends_at": time_of(start + minutes + pause),
        "break_minutes": pause,
    }


def time_of(minutes):
    return datetime.time(*divmod(minutes, 60))
