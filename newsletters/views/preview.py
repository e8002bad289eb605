"""A newsletter as a reader gets it, in a frame beside its text."""

from dataclasses import dataclass

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

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
# So many readers can be chosen from without typing more.
MOST_READERS = 20


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
    found = among(request.user, newsletter.region, look)
    # Without a script nobody can be chosen from what was found: the only one is meant.
    row = found.reader or (found.some[0] if look.wanted and found.number == 1 else None)
    seen = row and as_reader(row, newsletter.region)
    reader = seen or invented(newsletter.region, look.language)
    rows = writing.rows_of(newsletter, texts)
    findings = [*refused, *checking.findings_in(newsletter, rows)]
    text = text_in(rows, reader.language)
    made = rendering.prepare(newsletter, text).copy(reader, rendering.INERT)
    context = {
        "copy": made,
        "preheader": text.preheader,
        "reader": reader,
        "language": text.language,
        "is_invented": seen is None,
        "number": found.number,
        "wanted": look.wanted,
        "show": look.shown,
        "errors": form.errors if form.is_bound else {},
        # Beside the text, not in the mail: the script puts them there.
        "is_beside_text": form.is_bound,
        "newsletter": newsletter,
        "findings": checking.by_weight(findings),
        "obstacles": checking.obstacles(findings),
    }
    return render(request, "newsletters/preview.html", context)


def text_in(rows, language):
    texts = {row.language: row for row in rows}
    return texts.get(language) or texts[settings.LANGUAGE_CODE]


@require_safe
def newsletter_readers(request, pk):
    """Readers to look through the eyes of, as a piece of the page on which one writes."""
    newsletter = get_object_or_404(
        Newsletter.objects.visible_to(request.user).select_related("region"), pk=pk
    )
    found = among(request.user, newsletter.region, LookForm(request.GET))
    return render(request, "newsletters/look_readers.html", {"found": found})


@dataclass(frozen=True)
class Found:
    """`reader` is whom somebody chose, `number` how many there are, `some` the first of them."""

    reader: Subscription | None
    number: int
    some: list

    @property
    def shown(self):
        """Who was chosen stays to be seen, whatever is looked for."""
        is_missing = self.reader and self.reader not in self.some
        return [self.reader, *self.some] if is_missing else self.some

    @property
    def more(self):
        return self.number - len(self.some)


def among(user, region, look=None):
    """The readers of the region that this user may see, chosen and narrowed as `look` says."""
    rows = Subscription.objects.visible_to(user).confirmed().filter(region=region)
    rows = rows.annotate(is_nameless=Q(first_name="")).order_by(
        "is_nameless", "first_name", "email"
    )
    reader = look and look.chosen and rows.filter(pk=look.chosen).first()
    wanted = look.wanted if look else ""
    if wanted:
        rows = rows.filter(Q(email__icontains=wanted) | Q(first_name__icontains=wanted))
    number, some = rows.count(), list(rows[:MOST_READERS])
    return Found(reader or None, number, some)


def as_reader(row, region):
    return rendering.Reader(row.first_name, row.email, row.language, region, row.branch)


def invented(region, language):
    return rendering.Reader(_("Sanne"), "sanne@voorbeeld.example", language, region)
