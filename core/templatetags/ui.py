"""Tags that draw: icons, status badges and bars. None of them knows a table."""

import re
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

register = template.Library()

# Status code -> (icon, tone). Codes shared by several tables look alike everywhere.
STATUS_LOOKS = {
    "planned": ("calendar3", "mute"),
    "proposed": ("hourglass-split", "wait"),
    "submitted": ("hourglass-split", "wait"),
    "draft": ("pencil", "mute"),
    "held": ("hourglass-split", "wait"),
    "waiting": ("hourglass-split", "wait"),
    "sending": ("send", "wait"),
    "open": ("circle", "wait"),
    "returned": ("arrow-return-left", "warn"),
    "behind": ("clock-history", "warn"),
    "paused": ("pause-circle", "warn"),
    "postponed": ("pause-circle", "warn"),
    "in_doubt": ("question-circle", "warn"),
    "accepted": ("check-lg", "ok"),
    "active": ("check-lg", "ok"),
    "running": ("check-lg", "ok"),
    "sent": ("check-lg", "ok"),
    "qualified": ("patch-check", "ok"),
    "confirmed": ("check-circle-fill", "ok"),
    "completed": ("patch-check", "ok"),
    "finished": ("patch-check", "ok"),
    "declined": ("x-circle-fill", "stop"),
    "failed": ("exclamation-triangle-fill", "stop"),
    "bounced": ("exclamation-triangle-fill", "stop"),
    "broken_off": ("dash-circle", "mute"),
    "withdrawn": ("dash-circle", "mute"),
    "cancelled": ("dash-circle", "mute"),
    "superseded": ("arrow-right", "mute"),
    "transferred": ("arrow-right", "mute"),
    "new": ("inbox", "wait"),
    "spoken": ("chat-dots", "wait"),
    "intake": ("people", "wait"),
    "reserve": ("hourglass-split", "warn"),
    "admitted": ("check-circle-fill", "ok"),
    "rejected": ("x-circle-fill", "stop"),
    "pending": ("hourglass-split", "wait"),
    "ended": ("dash-circle", "mute"),
    "late": ("clock-history", "warn"),
    "queued": ("hourglass-split", "wait"),
    "handed_over": ("send", "wait"),
    "skipped": ("dash-circle", "mute"),
}
UNKNOWN_LOOK = ("circle", "mute")

# Django's message levels -> (icon, tone).
MESSAGE_LOOKS = {
    "debug": ("tools", "mute"),
    "info": ("info-circle-fill", "wait"),
    "success": ("check-circle-fill", "ok"),
    "warning": ("exclamation-triangle-fill", "warn"),
    "error": ("exclamation-circle-fill", "stop"),
}

MINUTES_PER_HOUR = 60
MOST_INTERVALS = 8
SEAT_PIXELS = 10
# 8 by 12 with round corners, from the left end of its upper side.
SEAT_OUTLINE = "h4a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z"


@register.simple_tag
@cache  # the names are those in our own templates, so they are few
def icon(name, css_class=""):
    """A drawing beside a text that says the same, so a screen reader skips it."""
    return format_html(
        '<svg class="icon {}" width="20" height="20" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        css_class,
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def status_icon(code):
    return STATUS_LOOKS.get(code, UNKNOWN_LOOK)[0]


@register.filter
def status_tone(code):
    return STATUS_LOOKS.get(code, UNKNOWN_LOOK)[1]


@register.filter
def message_icon(level):
    return MESSAGE_LOOKS.get(level, MESSAGE_LOOKS["info"])[0]


@register.filter
def message_tone(level):
    return MESSAGE_LOOKS.get(level, MESSAGE_LOOKS["info"])[1]


@register.filter
def breakable(address):
    """A mail or web address as HTML that a phone breaks after its signs, not inside a word."""
    *pieces, last = re.split("(?<=[@.])|(?<=[^/:]/)(?=.)", str(address))
    return format_html("{}{}", format_html_join("", "{}<wbr>", ([one] for one in pieces)), last)


@register.simple_tag
def progress_bar(confirmed, submitted, norm):
    """The geometry of a bar of hours, all arguments in minutes.

    Returns texts such as "42.50%": a page in Dutch must not turn them into "42,5%". The bar grows
    beyond the norm when more was logged; the mark of the norm then stands inside it.
    """
    whole = max(norm, confirmed + submitted, 1)
    return {
        "confirmed": share(confirmed, whole),
        "logged": share(confirmed + submitted, whole),
        "norm": share(norm, whole),
        "norm_hours": norm // MINUTES_PER_HOUR,
        "is_over": whole > norm,
        "ticks": [
            {"x": share(hours * MINUTES_PER_HOUR, whole), "label": hours}
            for hours in tick_hours(whole // MINUTES_PER_HOUR, norm // MINUTES_PER_HOUR)
        ],
    }


def share(part, whole):
    return f"{100 * part / whole:.2f}%"


def tick_hours(hours, norm):
    """Round hours along a ruler of this length, at most eight, clear of its end and of the norm."""
    steps = (step for step in (1, 2, 5, 10, 20, 50, 100) if hours / step <= MOST_INTERVALS)
    step = next(steps, hours)
    return [
        tick
        for tick in range(step, hours, step)
        if hours - tick >= step / 2 and abs(norm - tick) >= step / 2
    ]


@register.simple_tag
def seat_map(taken, minimum, maximum):
    """The seats of a cohort as a drawing in pixels, with the place of the minimum's mark.

    The taken and the free seats are one path each: a list of cohorts has hundreds of seats.
    """
    total = max(taken, maximum)
    return {
        "width": total * SEAT_PIXELS,
        "minimum": minimum * SEAT_PIXELS - 1,
        "taken": seats_path(range(taken)),
        "free": seats_path(range(taken, total)),
    }


def seats_path(seats):
    return "".join(f"M{seat * SEAT_PIXELS + 2} 1{SEAT_OUTLINE}" for seat in seats)
