"""The pages of a school contact with an account, and what they share with the links."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import durations
from core.workflow import IllegalMove
from internships import confirmation, evidence, placing
from internships.forms.school import AnswerForm, BatchForm
from internships.models import Confirmation, Placement, SchoolContact

HISTORY = 10


def own_contacts(request):
    """The records of this person; nobody at a school gets a 404."""
    rows = SchoolContact.objects.own(request.user).select_related("school").order_by("pk")
    contacts = list(rows)
    if not contacts:
        raise Http404
    return contacts


def per_address(contacts):
    """One record per address: its lines are those of all records with that address."""
    return list({contact.email: contact for contact in contacts}.values())


@require_safe
def school_start(request):
    contacts = own_contacts(request)
    batches = [(contact, batch_of(contact)) for contact in per_address(contacts)]
    return show_start(request, contacts, batches)


def batch_of(contact, data=None):
    return BatchForm(list(confirmation.waiting_at(contact, Confirmation.Via.ACCOUNT)), data)


def show_start(request, contacts, batches):
    proposals = placing.to_answer(contacts)
    context = {
        "batches": [(contact, form) for contact, form in batches if form.choices or form.is_bound],
        "proposals": proposals,
        "history": evidence.history(contacts, HISTORY),
    }
    return render(request, "internships/school_start.html", context)


@require_POST
def school_confirm(request):
    """Decide on the lines of one address of this person; the others stay as they are."""
    contacts = own_contacts(request)
    chosen = next((row for row in contacts if str(row.pk) == request.POST.get("contact")), None)
    if chosen is None:
        raise Http404
    form = batch_of(chosen, request.POST)
    if form.is_valid():
        decide(request, chosen, form, via=Confirmation.Via.ACCOUNT)
        return redirect("school_start")
    others = [row for row in per_address(contacts) if row.email != chosen.email]
    batches = [(chosen, form), *((row, batch_of(row)) for row in others)]
    return show_start(request, contacts, batches)


@require_http_methods(["GET", "HEAD", "POST"])
def school_answer(request, pk):
    placement = get_object_or_404(placing.supervised_by(own_contacts(request)), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if placement.status != Placement.Status.PROPOSED:
        form = None
    elif form.is_bound and form.is_valid():
        try:
            answer(request, placement, form, by=request.user)
        except IllegalMove:
            messages.info(request, _("Deze vraag is intussen al beantwoord."))
        return redirect("school_start")
    context = {
        "placement": placement,
        "contact": placement.supervisor,
        "form": form,
        "is_yes": placement.status in Placement.HOSTED,
    }
    return render(request, "internships/school_answer.html", context)


def answer(request, placement, form, *, by, link=None):
    """Write the school's yes or no; raises IllegalMove or LinkClosed when somebody was first."""
    facts = {"typed_name": form.cleaned_data["typed_name"], "by": by, "link": link}
    now = timezone.now()
    if form.is_declining:
        placing.decline(placement, reason=form.cleaned_data["reason"], now=now, **facts)
        messages.success(request, _("Uw antwoord is doorgegeven aan de projectleider."))
    else:
        placing.accept(placement, now=now, **facts)
        messages.success(request, _("Dank u wel. De deelnemer krijgt bericht."))


def decide(request, contact, form, *, via, link=None):
    """Write what the school decided and say what came of it; raises LinkClosed."""
    outcome = confirmation.decide(
        contact,
        form.decisions,
        typed_name=form.cleaned_data["typed_name"],
        via=via,
        now=timezone.now(),
        link=link,
    )
    tell(request, outcome, passed=form.passed + len(outcome.passed))


def tell(request, outcome, passed):
    minutes = sum(line.minutes for line in outcome.confirmed)
    if outcome.confirmed:
        sentence = _("Bevestigd: %(hours)s. U krijgt een ontvangstbewijs per mail.")
        messages.success(request, sentence % {"hours": durations.format_long(minutes)})
    if number := len(outcome.returned):
        sentence = ngettext(
            "%(number)s regel teruggestuurd. De deelnemer krijgt uw toelichting.",
            "%(number)s regels teruggestuurd. De deelnemers krijgen uw toelichting.",
            number,
        )
        messages.success(request, sentence % {"number": number})
    if passed:
        sentence = ngettext(
            "%(number)s regel was intussen al beoordeeld of gewijzigd, en is overgeslagen.",
            "%(number)s regels waren intussen al beoordeeld of gewijzigd, en zijn overgeslagen.",
            passed,
        )
        messages.warning(request, sentence % {"number": passed})
    if not outcome.confirmation and not passed:
        messages.info(request, _("Er stond niets op de pagina om te bevestigen."))


def split(decisions):
    """LineDecisions as confirmed and returned ones, with the confirmed minutes."""
    rows = list(decisions)
    confirmed = [row for row in rows if row.is_confirmed]
    return {
        "confirmed": confirmed,
        "returned": [row for row in rows if not row.is_confirmed],
        "minutes": sum(row.minutes for row in confirmed),
    }
