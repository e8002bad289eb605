"""Newsletters: the list, a new one, and writing it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.models import Region
from core.numbers import whole_number
from core.views import add_errors
from hto_portal.roles import require_leader
from newsletters import checking, pictures, shelf, writing
from newsletters.forms.writing import SHOW, NewForm, PictureForm, WritingForm
from newsletters.models import Newsletter
from newsletters.templatetags.merged import merged
from newsletters.views import preview

PAGE = 25
# So many of the pictures of a region stand beside the text at once.
PICTURES = 12
LOOK_AND_ACT = ["GET", "HEAD", "POST"]
DRAFT, DONE = Newsletter.OPEN, (Newsletter.Status.SENT, Newsletter.Status.CANCELLED)


def rows(user):
    """Newsletters to show, each with its texts."""
    found = Newsletter.objects.visible_to(user).select_related("region", "author")
    return found.prefetch_related("texts")


@require_safe
def newsletter_list(request):
    require_leader(request)
    done = Paginator(rows(request.user).filter(status__in=DONE), PAGE)
    context = {
        "drafts": rows(request.user).filter(status__in=DRAFT),
        "under_way": rows(request.user).exclude(status__in=(*DRAFT, *DONE)),
        "page_obj": done.get_page(request.GET.get("page")),
        "regions": Region.objects.editable_by(request.user).filter(is_active=True),
    }
    return render(request, "newsletters/newsletter_list.html", context)


@require_http_methods(LOOK_AND_ACT)
def newsletter_create(request):
    require_leader(request)
    # Somebody may come for one region: that of a group which is not full yet.
    chosen = {"region": request.GET.get("region")}
    form = NewForm(request.POST or None, user=request.user, initial=chosen)
    if form.is_valid():
        typed = form.cleaned_data
        row = writing.begin(
            typed["region"],
            topic=typed["topic"],
            subject=typed["subject"],
            by=request.user,
            now=timezone.now(),
        )
        return redirect("newsletter_edit", pk=row.pk)
    return render(request, "newsletters/newsletter_create.html", {"form": form})


@require_http_methods(LOOK_AND_ACT)
def newsletter_edit(request, pk):
    """One form for the text and a picture: pressing either button loses nothing of the other."""
    newsletter = get_object_or_404(rows(request.user), pk=pk)
    if newsletter.status not in Newsletter.OPEN:
        return closed(request, newsletter)
    form = WritingForm(request.POST or None, newsletter=newsletter)
    picture_form = PictureForm()
    if request.method == "POST":
        if "picture" in request.POST:
            picture_form = PictureForm(request.POST, request.FILES)
        answer = saved(request, newsletter, form, picture_form)
        if answer:
            return answer
    return write_page(request, newsletter, form, picture_form)


def saved(request, newsletter, form, picture_form):
    """Where to go once all is kept; None when the page is shown again with what was typed."""
    try:
        row = added(newsletter.region, picture_form) if picture_form.is_bound else None
        is_kept = form.is_valid() and keep(newsletter, form)
    except writing.Closed:
        return closed(request, newsletter)
    except writing.Stale as stale:
        form.stale = stale.newsletter
        return None
    if is_kept:
        # What was kept has a revision of its own, also where the picture was refused.
        form.data = {**form.data.dict(), "revision": newsletter.revision}
    if not is_kept or (picture_form.is_bound and row is None):
        return None
    page = reverse("newsletter_edit", args=[newsletter.pk])
    if row:
        messages.success(request, _("De afbeelding staat klaar. Zet haar in je tekst."))
        return redirect(f"{page}#pictures")
    if "drop" in request.POST:
        form.picture_note = drop_picture(request, newsletter.region)
        return None if form.picture_note else redirect(f"{page}{turned(request)}#pictures")
    if "turn" in request.POST:
        return redirect(f"{page}{turned(request)}#pictures")
    messages.success(request, _("Bewaard."))
    return (
        redirect("newsletter_detail", pk=newsletter.pk)
        if "next" in request.POST
        else redirect(page)
    )


def added(region, form):
    """The picture that was uploaded, or None where it is refused."""
    if not form.is_valid():
        return None
    try:
        return pictures.add(region, form.cleaned_data["file"], alt=form.cleaned_data["alt"])
    except ValidationError as error:
        add_errors(form, error)
    return None


def turned(request):
    """The page of the shelf that is looked at, for the next address."""
    number = whole_number(request.GET.get("shelf", ""))
    return "" if number is None else f"?shelf={number}"


def drop_picture(request, region):
    """Take one off the shelf, or return in words where it is still needed."""
    number = whole_number(request.POST["drop"])
    row = shelf.pictures(region).filter(pk=number).first() if number is not None else None
    try:
        if row and shelf.take_off(row):
            text = _("De afbeelding staat hier niet meer. Wie al mail kreeg, ziet haar daarin nog.")
            messages.success(request, text)
        elif row:
            messages.success(request, _("De afbeelding is weg."))
    except shelf.Used as used:
        places = [f"„{merged(newsletter.title)}”" for newsletter in used.newsletters]
        if used.is_logo:
            places.append(_("het briefhoofd"))
        words = _("Deze afbeelding wordt nog gebruikt en blijft staan. Zij staat in: %(places)s.")
        return words % {"places": ", ".join(places)}
    return ""


def keep(newsletter, form):
    typed = form.cleaned_data
    seen = typed["over"] or typed["revision"]
    writing.save(newsletter, form.texts(), topic=typed["topic"], revision=seen)
    return True


def write_page(request, newsletter, form, picture_form):
    stale = getattr(form, "stale", None)
    texts = list(newsletter.texts.all())
    if form.is_bound and form.is_valid():
        texts = writing.rows_of(newsletter, form.texts())
    found = checking.findings_in(newsletter, texts)
    context = {
        "newsletter": newsletter,
        "form": form,
        "picture_form": picture_form,
        "findings": checking.by_weight(found),
        "obstacles": checking.obstacles(found),
        "pictures": pictures_page(request, newsletter.region),
        "picture_note": getattr(form, "picture_note", ""),
        "stale": stale,
        "theirs": writing.rows_of(stale, writing.texts_of(stale)) if stale else [],
        "shows": SHOW,
        "languages": settings.LANGUAGES,
        "found": preview.among(request.user, newsletter.region),
    }
    return render(request, "newsletters/newsletter_edit.html", context)


def pictures_page(request, region):
    return Paginator(shelf.pictures(region), PICTURES).get_page(request.GET.get("shelf"))


def closed(request, newsletter):
    messages.warning(
        request, _("Deze nieuwsbrief is geen concept meer: de tekst staat vast. Maak een kopie.")
    )
    return redirect("newsletter_detail", pk=newsletter.pk)


@require_POST
def newsletter_copy(request, pk):
    newsletter = get_object_or_404(rows(request.user), pk=pk)
    row = writing.copy(newsletter, by=request.user, now=timezone.now())
    messages.success(request, _("Dit is een nieuw concept met dezelfde tekst."))
    return redirect("newsletter_edit", pk=row.pk)


@require_POST
@transaction.atomic
def newsletter_discard(request, pk):
    newsletter = get_object_or_404(Newsletter.objects.editable_by(request.user), pk=pk)
    try:
        writing.discard(newsletter)
    except writing.Closed:
        return closed(request, newsletter)
    messages.success(request, _("Het concept is weggegooid."))
    return redirect("newsletter_list")
