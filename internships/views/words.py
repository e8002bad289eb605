"""The sentences of the participant's pages that depend on how things stand."""

from datetime import timedelta

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import dates, durations
from internships import hours, school_days
from internships.models import HourEntry, Placement
from internships.pace import pace
from internships.readiness import State

Status = HourEntry.Status

# How far back the buttons for a day reach.
DAYS_BACK = 3


def saved(entry, total, participant):
    norm = participant.cohort.norm_minutes
    sentence = _("Opgeslagen: %(time)s op %(day)s. Je staat nu op %(done)s van de %(norm)s.")
    if total.confirmed < norm <= total.done:
        sentence = _("Opgeslagen: %(time)s op %(day)s. Daarmee heb je genoeg uren ingevuld!")
    return sentence % {
        "time": durations.format_long(entry.minutes),
        "day": dates.day_label(entry.worked_on),
        "done": durations.format(total.done),
        "norm": durations.format_long(norm),
    }


def settled(entry):
    """Why a line cannot be changed any more."""
    if entry.status == Status.CONFIRMED:
        return _("De school heeft deze regel intussen bevestigd. Je kunt nog een correctie maken.")
    if entry.status == Status.RETURNED:
        return _("De school heeft deze regel intussen teruggestuurd.")
    if entry.status == Status.WITHDRAWN:
        return _("Deze regel is ingetrokken.")
    return _("Deze regel is vervangen door een correctie.")


def progress(seat):
    """One sentence under the bar: what is still to do, and how fast."""
    total, norm = seat.total, seat.participant.cohort.norm_minutes
    if total.confirmed >= norm:
        return _("De norm is gehaald.")
    if total.done >= norm:
        return _("Genoeg uren ingevuld; de school moet nog %(waiting)s bevestigen.") % {
            "waiting": durations.format_long(norm - total.confirmed)
        }
    hosted = [row for row in seat.placements if row.status in Placement.HOSTED]
    calendar = school_days.load({row.school_id for row in hosted})
    rate = pace(norm, total, hosted, seat.today, calendar)
    if rate is None or not rate.weeks_left:
        left = {"left": durations.format_long(norm - total.done)}
        return _("Nog %(left)s te gaan.") % left
    return _("Nog %(left)s te gaan: %(rate)s per week, tot %(end)s.") % {
        "left": durations.format_long(rate.left),
        "rate": durations.format_long(rate.per_week),
        "end": dates.day_label(rate.end_on),
    }


def notice(seat):
    """A remark above the form, as arguments of the notice component; None when there is none."""
    total, cohort = seat.total, seat.participant.cohort
    if total.confirmed >= cohort.norm_minutes:
        return {
            "tone": "ok",
            "symbol": "award",
            "title": _("Gefeliciteerd, je hebt je uren gehaald!"),
            "text": _("%(hours)s is bevestigd. Je projectleider ziet dit ook.")
            % {"hours": durations.format_long(total.confirmed)},
        }
    if seat.state is State.ENDED:
        return {
            "tone": "warn",
            "symbol": "calendar3",
            "title": _("Je stage is voorbij"),
            "text": ended(seat.usable),
        }
    return None


def ended(placements):
    """What can still be logged on placements of which the last day has passed."""
    last = max(placements, key=lambda row: row.end_on)
    days = {
        "day": dates.day_label(last.end_on),
        "until": dates.day_label(hours.late_until(last)),
    }
    if any(row.takes_hours for row in placements):
        return _("De laatste dag was %(day)s. Uren van daarvoor kun je nog invullen.") % days
    return (
        _("De laatste dag was %(day)s. Uren van daarvoor kun je nog invullen tot en met %(until)s.")
        % days
    )


def empty(seat):
    """Why there is no form, and what happens next, as arguments of the empty component."""
    symbol, title, text = EMPTY[seat.state]
    return {"symbol": symbol, "title": title(), "text": text(seat)}


def refused(seat):
    """Why a line that was typed is not saved, now that there is no form any more."""
    empty_now = empty(seat)
    return _("Niet opgeslagen. %(title)s. %(text)s") % {
        "title": empty_now["title"].rstrip("."),
        "text": empty_now["text"],
    }


def leaders(seat):
    people = seat.participant.cohort.region.leaders.all()
    return enumerate_names([person.full_name for person in people]) or _("je projectleider")


def schools(seat, *statuses):
    return enumerate_names([row.school.name for row in seat.placements if row.status in statuses])


def first_day(seat):
    starts = [row.start_on for row in seat.placements if row.takes_hours]
    return dates.day_label(min(starts))


EMPTY = {
    State.NO_PLACEMENT: (
        "mortarboard",
        lambda: _("Je hebt nog geen stageplaats"),
        lambda seat: (
            _(
                "%(leaders)s zoekt een school voor je. Zodra die ja zegt, krijg je een mail "
                "en vul je hier je uren in."
            )
            % {"leaders": leaders(seat)}
        ),
    ),
    State.PROPOSED: (
        "hourglass-split",
        lambda: _("We wachten op antwoord van de school"),
        lambda seat: (
            _(
                "Er is een stageplaats voor je gevraagd bij %(school)s. Zodra de school ja zegt, "
                "krijg je een mail en vul je hier je uren in."
            )
            % {"school": schools(seat, Placement.Status.PROPOSED)}
        ),
    ),
    State.VOG: (
        "shield-lock",
        lambda: _("De school wil eerst je VOG zien"),
        lambda seat: (
            _(
                "Laat je verklaring omtrent het gedrag zien bij %(school)s, en zeg het tegen "
                "%(leaders)s. Daarna vul je hier je uren in."
            )
            % {"school": schools(seat, Placement.Status.ACCEPTED), "leaders": leaders(seat)}
        ),
    ),
    State.NOT_STARTED: (
        "calendar3",
        lambda: _("Je stage begint nog"),
        lambda seat: (
            _("Op %(day)s begin je bij %(school)s. Vanaf die dag vul je hier je uren in.")
            % {"day": first_day(seat), "school": schools(seat, Placement.Status.ACCEPTED)}
        ),
    ),
    State.OVER: (
        "patch-check",
        lambda: _("Je stage is afgelopen"),
        lambda seat: _("Mis je nog uren? Overleg met %(leaders)s.") % {"leaders": leaders(seat)},
    ),
    State.FULL: (
        "award",
        lambda: _("Je hebt het maximum aantal uren ingevuld"),
        lambda seat: (
            _("Meer dan %(ceiling)s telt niet mee. Is er meer nodig? Overleg met je projectleider.")
            % {"ceiling": durations.format_long(seat.participant.cohort.ceiling_minutes)}
        ),
    ),
    State.PAUSED: (
        "pause-circle",
        lambda: _("Je deelname staat op pauze"),
        lambda seat: _("Wil je weer verder? Bel of mail %(leaders)s.") % {"leaders": leaders(seat)},
    ),
    State.STOPPED: (
        "dash-circle",
        lambda: _("Je doet niet meer mee aan deze groep"),
        lambda seat: (
            _("Je uren blijven bewaard. Klopt dit niet? Neem contact op met %(leaders)s.")
            % {"leaders": leaders(seat)}
        ),
    ),
    State.COMPLETED: (
        "patch-check",
        lambda: _("Je bent klaar. Gefeliciteerd!"),
        lambda seat: _("Je hebt de opleiding afgerond. Je uren blijven hier te zien."),
    ),
}


def day_chips(today, placements):
    """The last days that can be filled in, as (date, label); today itself stands in the field."""
    names = [_("vandaag"), _("gisteren"), _("eergisteren")]
    found = []
    for back in range(DAYS_BACK):
        day = today - timedelta(days=back)
        if any(row.start_on <= day <= row.end_on for row in placements):
            found.append((day.isoformat(), names[back]))
    return found


def enumerate_names(names):
    """ "Anna", "Anna en Bert" or "Anna, Bert en Carla"."""
    if len(names) < 2:
        return "".join(names)
    values = {"first": ", ".join(names[:-1]), "last": names[-1]}
    return _("%(first)s en %(last)s") % values


def tell_asked(request, asked, now):
    """Say who was mailed; `asked` holds pairs of a contact and the message, or None."""
    fresh = [contact.full_name for contact, mail in asked if mail and mail.created_at == now]
    earlier = [contact.full_name for contact, mail in asked if mail and mail.created_at != now]
    if fresh:
        sentence = _("%(names)s krijgt een mail met een link om je uren te bevestigen.")
        messages.success(request, sentence % {"names": enumerate_names(fresh)})
    if earlier:
        sentence = ngettext(
            "%(names)s is vandaag al gevraagd. In die mail staat een link naar alle open regels.",
            "%(names)s zijn vandaag al gevraagd. In die mail staat een link naar alle open regels.",
            len(earlier),
        )
        messages.info(request, sentence % {"names": enumerate_names(earlier)})
    if not fresh and not earlier:
        messages.info(request, _("Er wachten geen regels op de school."))
