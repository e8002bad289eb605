"""Who would get a reminder now, who later, who not, and why: looked at before anything is sent."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cohorts import reminding, rule_words
from cohorts.models import Cohort, ReminderRule
from hto_portal.roles import require_leader
from internships.models import SchoolContact
from internships.reminders import preview
from participants.models import Participant

Kind = ReminderRule.Kind
# Of each verdict on the page of all kinds, and of all together on the page of one kind.
SHOWN, PER_PAGE = 5, 50
# As on the start page: nobody leads so many, and an administrator sees those of the country.
COHORTS_SHOWN = 20
TITLES = {
    Kind.PARTICIPANT: _("Deelnemers die achterlopen"),
    Kind.SCHOOL: _("Scholen met open uren"),
    Kind.LEADER: _("Weekoverzicht voor de projectleider"),
}
TABS = {
    Kind.PARTICIPANT: _("Deelnemers"),
    Kind.SCHOOL: _("Scholen"),
    Kind.LEADER: _("Projectleider"),
}
NOBODY = {
    Kind.PARTICIPANT: _("Iedereen is bij."),
    Kind.SCHOOL: _("Op geen school liggen open uren."),
    Kind.LEADER: _("Voor jou is er nu geen overzicht."),
}
# Verdict -> title and tone, in the order of the page.
VERDICTS = {
    "now": (_("Krijgt nu een mail"), "ok"),
    "later": (_("Krijgt later een mail"), "wait"),
    "no": (_("Krijgt geen mail"), "mute"),
}
PAGES = {Participant: "participant_detail", SchoolContact: "contact_edit"}


@dataclass(frozen=True)
class Group:
    """The candidates of one verdict: how many there are, and those that are shown."""

    verdict: str
    number: int
    rows: list

    @property
    def title(self):
        return VERDICTS[self.verdict][0]

    @property
    def tone(self):
        return VERDICTS[self.verdict][1]

    @property
    def rest(self):
        return self.number - len(self.rows)


@dataclass(frozen=True)
class Section:
    """The candidates of one kind; `page` is there on the page of this kind alone."""

    kind: Kind
    number: int
    groups: list
    page: Page = None

    @property
    def title(self):
        return TITLES[self.kind]

    @property
    def nobody(self):
        return NOBODY[self.kind]


@require_safe
def reminder_preview(request):
    require_leader(request)
    user, now = request.user, timezone.now()
    found = {kind: [] for kind in Kind}
    for candidate in preview.candidates(user, now):
        found[candidate.kind].append(candidate)
    chosen = request.GET.get("kind", "")
    if chosen in found:
        sections = [one(chosen, found[chosen], request.GET.get("page"))]
    else:
        chosen, sections = "", [overview(kind, rows) for kind, rows in found.items()]
    cohorts = list(Cohort.objects.visible_to(user).current().select_related("region"))
    context = {
        "sections": sections,
        "chosen": chosen,
        "tabs": [(kind.value, TABS[kind], len(rows)) for kind, rows in found.items()],
        "cohorts": rules(cohorts[:COHORTS_SHOWN]),
        "has_more_cohorts": len(cohorts) > COHORTS_SHOWN,
    }
    return render(request, "internships/reminder_preview.html", context)


def overview(kind, rows):
    groups = [Group(verdict, len(some), shown(some[:SHOWN])) for verdict, some in split(rows)]
    return Section(kind, len(rows), groups)


def one(kind, rows, number):
    """All of one kind, in pages; a verdict can go on at the next page."""
    page = Paginator(rows, PER_PAGE).get_page(number)
    totals = {verdict: len(some) for verdict, some in split(rows)}
    groups = [Group(verdict, totals[verdict], shown(some)) for verdict, some in split(page)]
    return Section(Kind(kind), len(rows), groups, page)


def split(rows):
    """[(verdict, rows)] without the verdicts that nobody has."""
    rows = list(rows)
    parts = [(verdict, [row for row in rows if row.verdict == verdict]) for verdict in VERDICTS]
    return [(verdict, some) for verdict, some in parts if some]


def shown(rows):
    """[(candidate, address of the page about this person)]."""
    return [(row, page_about(row.about)) for row in rows]


def page_about(about):
    """Of a leader, whose overview is about everything, the start page."""
    name = PAGES.get(type(about))
    return reverse(name, args=[about.pk]) if name else reverse("leader_start")


def rules(cohorts):
    """[(cohort, how it reminds)]."""
    kept = reminding.rules_of(cohorts)
    return [
        (cohort, rule_words.summary(cohort, {kind: kept[cohort.pk, kind] for kind in Kind}))
        for cohort in cohorts
    ]
