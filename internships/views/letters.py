"""Writing a letter: choose a list, write, look at it as somebody reads it, and send the drafts."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import ListView

from cohorts.models import Cohort
from core.numbers import whole_number
from core.views import Scoped
from hto_portal.roles import require_leader
from internships import audiences, mail_reading
from internships.audiences import Audience
from internships.forms.mails import LetterForm
from internships.forms.placing import Search
from internships.views import mail_words
from outbox import composing, letters, pausing
from outbox.models import Letter, Message

PAGE = 25


@dataclass(frozen=True)
class Chosen:
    """The list that the address names, as it is now."""

    audience: Audience
    cohort: Cohort | None
    text: str
    readers: list = field(default_factory=list)

    @property
    def title(self):
        return self.audience.title(self.cohort, self.text)

    @property
    def is_too_long(self):
        return len(self.readers) > letters.MOST


def chosen_by(request):
    """The list of `?to=`, with `cohort` and `q`; what does not exist for this user is a 404."""
    audience = audiences.BY_NAME.get(request.GET.get("to"))
    if audience is None:
        raise Http404
    cohort = chosen_cohort(request) if audience.of_cohort else None
    text = Search(request.GET).text if audience.is_searched else ""
    readers = audience.readers(request.user, now=timezone.now(), cohort=cohort, text=text)
    return Chosen(audience, cohort, text, readers)


def chosen_cohort(request):
    text = request.GET.get("cohort", "")
    if not text:
        return None
    cohorts = Cohort.objects.editable_by(request.user).select_related("region")
    return get_object_or_404(cohorts, pk=whole_number(text))


@require_http_methods(["GET", "HEAD", "POST"])
def letter_create(request):
    require_leader(request)
    if "to" not in request.GET:
        return pick_audience(request)
    chosen = chosen_by(request)
    form = LetterForm(request.POST or None, readers=chosen.readers)
    context = {"chosen": chosen, "form": form, "most": letters.MOST}
    if not chosen.is_too_long and form.is_valid():
        if "preview" not in request.POST:
            return redirect("letter_detail", pk=written(request, chosen, form).pk)
        context["preview"] = preview(form)
    ticked = set(form["people"].value() or [])
    context["rows"] = [(row, row.key in ticked) for row in chosen.readers]
    context["number"] = sum(row.is_reachable and is_on for row, is_on in context["rows"])
    context["fields"] = letters.FIELDS
    return render(request, "outbox/letter_create.html", context)


def pick_audience(request):
    """The page of `letter_create` before there is a list: which people is it for?"""
    cohort = chosen_cohort(request)
    cohorts = Cohort.objects.editable_by(request.user).current().select_related("region")
    context = {
        "cohort": cohort,
        "lists": [row for row in audiences.AUDIENCES if row.of_cohort or not cohort],
        "groups": [] if cohort else cohorts[:PAGE],
    }
    return render(request, "outbox/letter_pick.html", context)


def written(request, chosen, form):
    data = form.cleaned_data
    return letters.write(
        data["people"],
        audience=chosen.title,
        subject=data["subject"],
        text=data["text"],
        by=request.user,
        now=timezone.now(),
    )


def preview(form):
    """The letter as one person reads it: the words, and how they look."""
    reader = form.shown_reader
    text = letters.tidy(letters.fill(form.cleaned_data["text"], reader))
    return {
        "reader": reader,
        "subject": letters.on_one_line(letters.fill(form.cleaned_data["subject"], reader)),
        "blocks": composing.blocks_of(text),
    }


class LetterList(Scoped, ListView):
    model = Letter
    scope = "own"
    template_name = "outbox/letter_list.html"
    paginate_by = PAGE

    def get_queryset(self):
        require_leader(self.request)
        return super().get_queryset().with_numbers()


@require_safe
def letter_detail(request, pk):
    """The drafts, each a line; and once they were sent, how far they are."""
    letter = mine(request, pk)
    rows = letter.messages.defer("text", "html", "headers").order_by("status", "pk")
    numbers = rows.order_by().values_list("status").annotate(number=Count("pk"))
    per_status = dict(numbers)
    draft = per_status.pop(Message.Status.DRAFT, 0)
    ready = letters.drafts(letter, mail_reading.writable(request.user)).count()
    shown = rows.filter(status=Message.Status.DRAFT) if draft else rows
    context = {
        "letter": letter,
        "counts": [(code, Message.Status(code).label, n) for code, n in sorted(per_status.items())],
        "ready": ready,
        "out_of_reach": draft - ready,
        "is_draft": bool(draft),
        "page_obj": Paginator(shown.prefetch_related("about__user"), PAGE).get_page(
            request.GET.get("page")
        ),
        "still": pausing.by_stream().values(),
    }
    return render(request, "outbox/letter_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_send(request, pk):
    """Ask once more, with the number; then send exactly those."""
    letter, among = mine(request, pk), mail_reading.writable(request.user)
    if request.method == "POST":
        return sent(request, letter, among)
    number = letters.drafts(letter, among).count()
    if not number:
        messages.info(request, mail_words.SENT_OR_GONE)
        return redirect("letter_detail", pk=pk)
    return render(request, "outbox/letter_send.html", {"letter": letter, "number": number})


def sent(request, letter, among):
    number = whole_number(request.POST.get("number", "")) or 0
    try:
        count = letters.send(
            letter, among=among, number=number, by=request.user, now=timezone.now()
        )
    except letters.Changed as changed:
        if not changed.number:
            messages.info(request, mail_words.SENT_OR_GONE)
            return redirect("letter_detail", pk=letter.pk)
        messages.warning(request, mail_words.CHANGED % {"number": changed.number})
        return redirect("letter_send", pk=letter.pk)
    sentence = ngettext("%(count)d mail gaat nu weg.", "%(count)d mails gaan nu weg.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("letter_detail", pk=letter.pk)


@require_POST
def letter_discard(request, pk):
    count = letters.discard(mine(request, pk), by=request.user)
    sentence = ngettext(
        "%(count)d concept is weggegooid.", "%(count)d concepten zijn weggegooid.", count
    )
    messages.success(request, sentence % {"count": count})
    return redirect("letter_list")


def mine(request, pk):
    rows = Letter.objects.visible_to(request.user).select_related("author")
    return get_object_or_404(rows, pk=pk)
