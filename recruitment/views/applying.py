"""The two public forms: applying, and asking first."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from core import receiving
from newsletters import subscribing
from newsletters.models import Topic
from recruitment import applying, asking, upcoming, visiting
from recruitment.forms.public import ApplicationForm, InterestForm
from recruitment.views.public import channel_in, open_region

LOOK_AND_ACT = ["GET", "HEAD", "POST"]


@login_not_required
@require_http_methods(LOOK_AND_ACT)
def apply(request, slug):
    region = open_region(slug)
    channel = channel_in(request, region)
    now = timezone.now()
    cohorts = upcoming.joinable(timezone.localdate(now)).filter(region=region)
    form = ApplicationForm(request.POST or None, cohorts=cohorts)

    def act():
        applying.apply(region, **form.answers(), **origin(channel, now))

    if receiving.receive(request, form, act):
        return redirect(visiting.tagged(reverse("apply_done", args=[slug]), channel))
    context = {"region": region, "form": form, "channel": channel}
    return render(request, "recruitment/apply.html", context, status=form.status)


@login_not_required
@require_http_methods(LOOK_AND_ACT)
def interest(request, slug):
    region = open_region(slug)
    channel = channel_in(request, region)
    form = InterestForm(request.POST or None)

    def act():
        answers, now = form.answers(), timezone.now()
        wants_newsletter = answers.pop("newsletter", False)
        # Both or neither: who sees an error page sends it all once more.
        with transaction.atomic():
            asking.ask(region, **answers, **origin(channel, now))
            if wants_newsletter:
                subscribe(region, answers, page=request.path, **origin(channel, now))

    if receiving.receive(request, form, act):
        return redirect(visiting.tagged(reverse("interest_done", args=[slug]), channel))
    context = {"region": region, "form": form, "channel": channel}
    return render(request, "recruitment/interest.html", context, status=form.status)


def origin(channel, now):
    return {"channel": channel, "now": now, "language": translation.get_language()}


def subscribe(region, answers, **facts):
    """A subscription of its own, which is confirmed by mail."""
    columns = {name: answers[name] for name in ("email", "first_name", "branch")}
    subscribing.ask(region, topics=[Topic.RECRUITMENT], **columns, **facts)


@login_not_required
@require_safe
def done(request, slug, template):
    """The same page whether the address was known or not."""
    region = open_region(slug)
    context = {"region": region, "channel": channel_in(request, region)}
    return render(request, template, context)
