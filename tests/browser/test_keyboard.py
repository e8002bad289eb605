"""Logging an hour without a mouse, and always seeing where one is."""

import pytest
from django.utils import timezone

from internships.models import HourEntry
from tests.browser.signing_in import enter

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STOPS = 40
# Whether the focus is drawn, also around the label of a covered input. The calendar button inside
# a date field has a ring of the browser's own, which the style of the field does not tell of.
SEEN = """() => {
  const field = document.activeElement;
  if (field.type === "date" && !field.matches(":focus-visible")) return true;
  return [field, field.closest("label")].filter(Boolean).some((element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  });
}"""
NAME = "() => document.activeElement.name || document.activeElement.textContent.trim()"


def tab_to(page, name):
    """Press Tab until the field or button of this name has the focus; returns what was not seen."""
    unseen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(NAME)
        if not page.evaluate(SEEN):
            unseen.append(here)
        if here == name:
            return unseen
    raise AssertionError(f"Tab does not reach {name}")


def test_a_participant_logs_an_hour_with_the_keyboard_alone(cast, page, portal, client):
    enter(page, cast.here.person, client, portal.url)
    page.goto("/hours/")
    before = set(HourEntry.objects.values_list("pk", flat=True))

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    unseen = tab_to(page, "duration")
    page.keyboard.press("Control+A")
    page.keyboard.type("9:00-12:30")
    unseen += tab_to(page, "kind")
    page.keyboard.press("ArrowDown")
    chosen = page.evaluate("() => document.activeElement.value")
    unseen += tab_to(page, "Opslaan")
    page.keyboard.press("Enter")
    page.get_by_text("Opgeslagen").wait_for()

    line = HourEntry.objects.exclude(pk__in=before).get()
    assert (line.worked_on, line.minutes, line.kind) == (timezone.localdate(), 210, chosen)
    assert unseen == []
