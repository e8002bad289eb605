"""The participant's own pages: log hours, see where you stand, repair what came back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import dates, durations
from core.views import add_errors
from core.workflow import IllegalMove
from internships import confirmation, hours, readiness, suggesting, weeks
from internships.forms.hours import HourForm, values_of
from internships.models import HourEntry
from internships.views import words
from internships.views.seats import seat_of
from participants.models import Participant

Status = HourEntry.Status

RECENT = 5
WEEKS_PER_PAGE = 52
PREFILLED = ("worked_on", "duration", "kind", "placement", "note")


@require_http_methods(["GET", "HEAD", "POST"])
def hours_start(request):
    seat = seat_of(request)
    if request.method == "POST":
        form = HourForm(request.POST, placements=seat.usable)
        if seat.state not in readiness.LOGGING:
            form.refuse(words.refused(seat))
        if form.is_valid() and logged(request, seat, form):
            return redirect(request.get_full_path())
    else:
        form = new_form(request, seat) if seat.state in readiness.LOGGING else None
    return render(request, "internships/hours_start.html", start_context(seat, form))


def new_form(request, seat):
    asked = {name: request.GET[name] for name in PREFILLED if name in request.GET}
    return HourForm(initial={**usual_line(seat), **asked}, placements=seat.usable)


def usual_line(seat):
    """A day as usual, ready to save; on a day that has hours already the duration stays open."""
    guess = suggesting.suggest(seat.recent)
    running = [row for row in seat.usable if row.end_on >= seat.today] or seat.usable
    placement = next((row for row in running if row.pk == guess.placement), running[0])
    day = min(seat.today, placement.end_on)
    is_free = all(line.worked_on != day for line in seat.recent)
    return {
        "worked_on": day,
        "kind": guess.kind,
        "placement": placement.pk,
        "duration": guess.duration if is_free else "",
    }


def logged(request, seat, form):
    """Whether the line was written; if not, the form says why."""
    try:
        entry = hours.log(form.chosen_placement, by=request.user, now=timezone.now(), **form.line)
    except ValidationError as error:
        add_errors(form, error)
        return False
    messages.success(request, words.saved(entry, hours.total(seat.participant), seat.participant))
    return True


def start_context(seat, form):
    lines = [line for line in seat.recent if line.status != Status.RETURNED]
    shown = [line.pk for line in lines[:RECENT]]
    has_returned = len(lines) < len(seat.recent) or seat.total.returned
    today_lines = [line for line in seat.recent if line.worked_on == seat.today]
    return {
        "seat": seat,
        "form": form,
        "total": seat.total,
        "cohort": seat.participant.cohort,
        "progress": words.progress(seat),
        "notice": words.notice(seat),
        "empty": None if form else words.empty(seat),
        "suggestion": suggesting.suggest(seat.recent),
        "days": words.day_chips(seat.today, seat.usable) if form else [],
        "today_minutes": sum(line.minutes for line in today_lines),
        "returned": some(seat, status=Status.RETURNED) if has_returned else [],
        "recent": some(seat, pk__in=shown) if shown else [],
        "waiting": waiting(seat),
    }


def waiting(seat):
    """What waits at the school, and whether its people were asked today; None when nothing does."""
    is_recent = any(line.status == Status.SUBMITTED for line in seat.recent)
    if not is_recent and not seat.total.submitted:
        return None
    contacts = confirmation.contacts_waited_for(seat.participant)
    asked = confirmation.asked_today(contacts, timezone.now())
    return {
        "contacts": contacts,
        "names": words.enumerate_names([contact.full_name for contact in contacts]),
        "is_asked": all(contact.email in asked for contact in contacts),
    }


def some(seat, **which):
    """Some of the lines; the school is named when the person has several, not only these lines."""
    return seat.show(seat.lines.filter(**which), seat.has_several_schools)


@require_safe
def hours_list(request):
    seat = seat_of(request)
    # All of them, whatever is asked for: they also say the total, and which statuses there are.
    lines = seat.show(seat.lines)
    found = {line.status for line in lines}
    status = request.GET.get("status", "")
    if status in Status.values:
        shown = [line for line in lines if line.status == status]
    else:
        status, shown = "", [line for line in lines if line.status != Status.SUPERSEDED]
    pages = Paginator(weeks.per_week(shown), WEEKS_PER_PAGE)
    context = {
        "seat": seat,
        "total": hours.total_of(lines),
        "cohort": seat.participant.cohort,
        "page_obj": pages.get_page(request.GET.get("page")),
        "status": status,
        "statuses": [
            ("", _("alles")),
            *(choice for choice in Status.choices if choice[0] in found),
        ],
    }
    return render(request, "internships/hours_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hours_edit(request, pk):
    entry = own_entry(request, pk)
    if not entry.is_editable:
        messages.info(request, words.settled(entry))
        return redirect("hours_list")
    return change(request, entry, hours.edit, "internships/hours_edit.html")


@require_http_methods(["GET", "HEAD", "POST"])
def hours_correct(request, pk):
    """A confirmed line gets a new version; where one is under way, that one is edited."""
    entry = own_entry(request, pk)
    running = entry.corrections.filter(status__in=HourEntry.EDITABLE).first()
    if running:
        return redirect("hours_edit", pk=running.pk)
    if entry.status != Status.CONFIRMED:
        return redirect("hours_edit", pk=entry.pk)
    return change(request, entry, hours.correct, "internships/hours_correct.html")


def own_entry(request, pk):
    rows = HourEntry.objects.own(request.user).select_related(
        "participant__cohort", "placement__school", "placement__supervisor", "supersedes"
    )
    return get_object_or_404(rows, pk=pk)


def change(request, entry, act, template):
    """Show a line in the form and let `act` (hours.edit or hours.correct) write what is typed."""
    typed = request.POST if request.method == "POST" else None
    form = HourForm(typed, initial=values_of(entry), placements=placements_for(entry))
    if form.is_valid():
        facts = {"by": request.user, "now": timezone.now(), **form.line}
        try:
            act(entry, placement=form.chosen_placement, **facts)
        except IllegalMove:
            entry.refresh_from_db()
            messages.warning(request, words.settled(entry))
            return redirect("hours_list")
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Opgeslagen. De regel wacht nu op de school."))
            return redirect("hours_start")
    context = {
        "form": form,
        "entry": entry,
        "day": dates.day_label(entry.worked_on),
        "time": suggesting.typed(entry),
        "length": durations.format_long(entry.minutes),
    }
    return render(request, template, context)


def placements_for(entry):
    """Where the line may be: placements that take hours, and where it already is."""
    own = entry.participant.placements.select_related("school")
    today = timezone.localdate()
    return [row for row in own if row.pk == entry.placement_id or hours.takes(row, today)]


@require_POST
def hours_withdraw(request, pk):
    entry = own_entry(request, pk)
    try:
        hours.withdraw(entry, by=request.user)
    except IllegalMove:
        entry.refresh_from_db()
        messages.warning(request, words.settled(entry))
    else:
        messages.success(request, _("De regel is ingetrokken en telt niet meer mee."))
    return redirect("hours_start")


@require_POST
def hours_ask(request):
    """Mail everyone at a school who has lines of this person to confirm, at most once a day."""
    now = timezone.now()
    asked = []
    people = list(Participant.objects.own(request.user))
    if not people:
        raise Http404
    for participant in people:
        asked += [
            (contact, confirmation.ask_today(contact, now=now))
            for contact in confirmation.contacts_waited_for(participant)
        ]
    words.tell_asked(request, asked, now)
    return redirect("hours_start")
