"""A newsletter as the copy of one reader.

Everything but the reader is put together once (`Prepared`): the text parsed, sanitised and laid
out, with the places kept where a reader's own words come. So a copy costs a few joins of strings.
"""

import re
import time
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr

import css_inline
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from newsletters import blocks, leaving, markup, merging, next_cohorts, plain
from newsletters.models import Letterhead, Topic
from participants.models import Branch

# Of the column of the outbox.
LONGEST_SUBJECT = 250
# Gmail shows no more of a mail than this.
LONGEST_HTML = 102_000
# Seconds after which a newsletter is put together anew: the places left in a group may change.
FRESH = 30
BLANK_LINES = re.compile(r"\n\s*\n")
SENDER_ID = "hto-portaal"
LOGO_HEIGHT = 56
LOGO_WIDTH = 160


@dataclass(frozen=True)
class Reader:
    """Who reads a copy. `region` is the region or its name, `branch` a code of Branch or ""."""

    first_name: str
    email: str
    language: str
    region: object
    branch: str = ""


@dataclass(frozen=True)
class Addresses:
    """Where the links of one reader lead, as whole addresses.

    A copy for everybody says so: `above` are the words of the link on top, `why` those below.
    """

    leave: str
    choices: str
    web: str
    above: str = ""
    why: str = ""


# Of a copy that somebody only tries out: its links are shown and lead nowhere.
INERT = Addresses("", "", "")


@dataclass(frozen=True)
class Copy:
    subject: str
    text: str
    html: str
    headers: dict
    preheader: str = ""


@dataclass(frozen=True)
class Shown:
    """A picture as a mail names it."""

    url: str
    alt: str
    width: int
    height: int

    @property
    def scale(self):
        return min(LOGO_HEIGHT / self.height, LOGO_WIDTH / self.width, 1)

    @property
    def shown_width(self):
        return max(round(self.width * self.scale), 1)

    @property
    def shown_height(self):
        return max(round(self.height * self.scale), 1)


@dataclass
class Context:
    """What the blocks of one newsletter show, in its language. `pictures` go by number."""

    pictures: dict
    cohorts: list
    cohort_page: str
    colour: str = "#0e5460"
    marks: merging.Marks = field(default_factory=merging.Marks)

    def mark(self, text):
        return self.marks.mark(text)

    def alt(self, picture):
        row = self.pictures.get(picture.number)
        return picture.alt or (row.alt if row else "")


@dataclass(frozen=True)
class Prepared:
    subject: tuple
    text: tuple
    html: tuple
    headers: dict
    branches: dict
    preheader: tuple = ()

    def copy(self, reader, addresses):
        values = {
            "voornaam": merging.first_name(reader.first_name),
            "regio": merging.on_one_line(reader.region),
            "branche": self.branches.get(reader.branch, ""),
            "leave": addresses.leave,
            "choices": addresses.choices,
            "web": addresses.web,
            "above": addresses.above,
            "why": addresses.why,
        }
        escaped = {name: escape(value) for name, value in values.items()}
        subject = merging.on_one_line(merging.fill(self.subject, values))
        return Copy(
            subject=subject[:LONGEST_SUBJECT],
            text=merging.fill(self.text, values),
            html=merging.fill(self.html, escaped),
            headers={
                **self.headers,
                **(leaving.headers(addresses.leave) if addresses.leave else {}),
            },
            preheader=merging.on_one_line(merging.fill(self.preheader, values)),
        )


def copy_of(newsletter, language, reader, addresses):
    """The Copy of this reader; who reads a language that has no text gets the Dutch one."""
    with_web = bool(addresses.web) or addresses == INERT
    return prepared(newsletter, language, with_web).copy(reader, addresses)


KEPT = {}


def prepared(newsletter, language, with_web):
    key = newsletter.pk, newsletter.created_at, newsletter.revision, language, with_web
    now = time.monotonic()
    made_at, found = KEPT.get(key, (0, None))
    if found is None or now - made_at > FRESH:
        for old in [old for old, (moment, _found) in list(KEPT.items()) if now - moment > FRESH]:
            KEPT.pop(old, None)
        found = prepare(newsletter, text_in(newsletter, language), with_web)
        KEPT[key] = now, found
    return found


def text_in(newsletter, language):
    """The text in this language, else the Dutch one; KeyError where there is neither."""
    texts = {text.language: text for text in newsletter.texts.all()}
    return texts.get(language) or texts[settings.LANGUAGE_CODE]


def prepare(newsletter, text, with_web=True):
    """The Prepared of a NewsletterText, which need not be saved; `with_web` when its copies have an
    address to be read at in a browser."""
    with translation.override(text.language):
        head = letterhead(newsletter.region)
        tree = blocks.parse(text.body)
        context = context_of(newsletter.region, head, tree)
        mark = context.mark
        frame = {**frame_of(newsletter, head, text, context), "with_web": with_web}
        html_frame = {
            "body": mark_safe(markup.html_of(tree, context)),  # noqa: S308, nh3 was last
            # Else a mail program shows what stands above the name: "Bekijk in je browser".
            "preheader": mark(text.preheader.strip()) or plain.beginning(tree, context),
            "logo": shown(head.logo) if head.logo else None,
            "above": context.marks.place(merging.Field("above", _("Bekijk in je browser"))),
            "why": context.marks.place(merging.Field("why", frame["why"])),
            **place_links(context, "#"),
        }
        text_frame = {"body": plain.text_of(tree, context), **place_links(context, nowhere())}
        html = get_template("newsletters/mail/letter.html").render({**frame, **html_frame})
        html = css_inline.inline(html, keep_at_rules=True, load_remote_stylesheets=False)
        html = BLANK_LINES.sub("\n", html)
        words = get_template("newsletters/mail/letter.txt", using="text")
        return Prepared(
            subject=context.marks.cut(mark(text.subject)),
            preheader=context.marks.cut(mark(text.preheader)),
            text=context.marks.cut(words.render({**frame, **text_frame})),
            html=context.marks.cut(html, is_html=True),
            headers=headers(newsletter, head),
            branches={code: str(label) for code, label in Branch.choices},
        )


def letterhead(region):
    """That of the region, or a bare one while nobody made it."""
    found = Letterhead.objects.filter(region=region).select_related("logo").defer("logo__content")
    return found.first() or Letterhead(region=region, name=region.name)


def context_of(region, head, tree):
    named = blocks.pictures_in(tree)
    rows = region.pictures.filter(pk__in=named).defer("content") if named else ()
    asks = any(isinstance(node, blocks.NextCohorts) for node in blocks.walk(tree))
    return Context(
        pictures={row.pk: shown(row) for row in rows},
        cohorts=next_cohorts.of_region(region) if asks else [],
        cohort_page=next_cohorts.page_of(region),
        colour=head.colour,
    )


def shown(picture):
    url = settings.SITE_URL + reverse("picture", args=[picture.digest])
    return Shown(url, picture.alt, picture.width, picture.height)


def frame_of(newsletter, head, text, context):
    about = {"region": newsletter.region, "topic": Topic(newsletter.topic).label}
    return {
        "language": text.language,
        "subject": context.mark(text.subject),
        "head": head,
        "privacy": settings.SITE_URL + reverse("privacy"),
        "why": _(
            "Je krijgt deze nieuwsbrief omdat je je hebt ingeschreven bij %(region)s "
            "(onderwerp: %(topic)s)."
        )
        % about,
    }


def place_links(context, otherwise):
    """The links of the reader; `otherwise` stands where a copy has none."""
    names = ("leave", "choices", "web")
    return {name: context.marks.place(merging.Field(name, otherwise)) for name in names}


def nowhere():
    return _("(deze link werkt niet in een proefmail)")


def headers(newsletter, head):
    """Those that all copies share. The list of a region keeps its name: readers sort by it."""
    slug, address = newsletter.region.slug.lower(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    shared = {
        "From": formataddr((merging.on_one_line(head.name), address)),
        "List-Id": f"<{slug}.newsletter.{settings.SITE_HOST}>",
        "Feedback-ID": f"{newsletter.pk}:{slug}:newsletter:{SENDER_ID}",
    }
    return {**shared, "Reply-To": head.reply_to} if head.reply_to else shared
