"""A newsletter as a reader gets it, in a frame beside its text."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.db.models.functions import Length
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from newsletters import checking, rendering, writing
from newsletters.forms.writing import LookForm, WritingForm
from newsletters.models import Newsletter, Subscription

# The styles of a mail stand in its tags. No script runs here, whatever a text holds.
POLICY = {
    "default-src": [NONE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"],
}


@csp(POLICY)
@xframe_options_sameorigin
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter_preview(request, pk):
    """What was typed (POST) or is saved (GET). Nothing is kept."""
    newsletter = get_object_or_404(
        Newsletter.objects.visible_to(request.user).select_related("region"), pk=pk
    )
    form = WritingForm(request.POST or None, newsletter=newsletter)
    look = LookForm(request.POST or request.GET)
    texts, refused = writing.texts_of(newsletter), []
    if form.is_bound and form.is_valid():
        texts = form.texts()
        newsletter.topic = form.cleaned_data["topic"]
    elif form.is_bound:
        refused = form.refused()
    seen, number = find_reader(request.user, newsletter.region, look.wanted)
    reader = seen or invented(newsletter.region, look.language)
    rows = writing.rows_of(newsletter, texts)
    found = [*refused, *checking.findings_in(newsletter, rows)]
    text = text_in(rows, reader.language)
    made = rendering.prepare(newsletter, text).copy(reader, rendering.INERT)
    context = {
        "copy": made,
        "preheader": text.preheader,
        "reader": reader,
        "language": text.language,
        "is_invented": seen is None,
        "number": number,
        "wanted": look.wanted,
        "show": look.shown,
        "errors": form.errors if form.is_bound else {},
        # Beside the text, not in the mail: the script puts them there.
        "is_beside_text": form.is_bound,
        "newsletter": newsletter,
        "findings": checking.by_weight(found),
        "stops": len(checking.stops(found)),
    }
    return render(request, "newsletters/preview.html", context)


def text_in(rows, language):
    texts = {row.language: row for row in rows}
    return texts.get(language) or texts[settings.LANGUAGE_CODE]


def find_reader(user, region, wanted):
    """The reader of the region whose address is most like these letters, and how many hold them."""
    if not wanted:
        return None, 0
    found = Subscription.objects.visible_to(user).filter(region=region, email__icontains=wanted)
    row = found.order_by(Length("email"), "email").first()
    return (as_reader(row, region), found.count()) if row else (None, 0)


def as_reader(row, region):
    return rendering.Reader(row.first_name, row.email, row.language, region, row.branch)


def invented(region, language):
    return rendering.Reader(_("Sanne"), "sanne@voorbeeld.example", language, region)
