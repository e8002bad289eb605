"""The mails that the demo sent, readable by whoever tries it out."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from outbox import mailbox


@login_not_required
@require_safe
def mail_list(request):
    only_in_demo()
    to = request.GET.get("to", "").strip()
    return render(request, "outbox/mail_list.html", {"mails": mailbox.newest(to=to), "to": to})


@login_not_required
@require_safe
def mail_detail(request, name):
    only_in_demo()
    mail = mailbox.get(name)
    if mail is None:
        raise Http404
    return render(request, "outbox/mail_detail.html", {"mail": mail})


def only_in_demo():
    """Mails hold keys and codes, so outside the demo this page does not exist."""
    if not settings.DEMO:
        raise Http404
