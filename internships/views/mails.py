"""The mails of the portal that a leader may read, and what can be done with one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import ListView

from core.views import Scoped
from core.workflow import IllegalMove
from hto_portal.roles import require_leader
from internships.forms.mails import MessageFilter, MessageForm
from internships.views import mail_words
from outbox import contents, handling, kinds, pausing
from outbox.models import Letter, Message

SHOWN = 10
# What has not arrived, and what somebody has to decide about.
STUCK = (Message.Status.FAILED, Message.Status.IN_DOUBT, Message.Status.BOUNCED)
# The page of what a mail can be about.
PAGES = {
    "participant": "participant_detail",
    "placement": "placement_detail",
    "schoolcontact": "contact_edit",
    "cohort": "cohort_detail",
}


class MessageList(Scoped, ListView):
    model = Message
    template_name = "outbox/message_list.html"
    paginate_by = 25

    def get_queryset(self):
        require_leader(self.request)
        self.form = MessageFilter(self.request.GET or None)
        return self.form.narrow(super().get_queryset()).newest().defer("text", "html", "headers")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form,
            is_narrowed=any(self.request.GET.get(name) for name in self.form.fields),
            open_letters=Letter.objects.own(self.request.user).with_drafts()[:SHOWN],
            still=pausing.by_stream().values(),
            **kwargs,
        )


@require_safe
def message_detail(request, pk):
    visible = Message.objects.visible_to(request.user)
    message = get_object_or_404(visible.select_related("letter__author"), pk=pk)
    may_act = Message.objects.editable_by(request.user).filter(pk=pk).exists()
    others = visible.filter(
        about_type=message.about_type_id, about_id=message.about_id, about_id__isnull=False
    )
    context = {
        "message": message,
        "text": contents.shown(message),
        "kind": kinds.label(message.kind),
        "meaning": mail_words.MEANINGS[message.status],
        "is_stuck": message.status in STUCK,
        "verbs": handling.verbs(message, timezone.now()) if may_act else [],
        "page": page_of(message, request.user),
        "mails": others.exclude(pk=pk).newest()[:SHOWN],
        "letter": Letter.objects.visible_to(request.user).filter(pk=message.letter_id).first(),
        "still": pausing.by_stream().values(),
    }
    return render(request, "outbox/message_detail.html", context)


def page_of(message, user):
    """What the mail is about, with the name of its page, as far as this user may go there."""
    row = message.about
    name = PAGES.get(row._meta.model_name) if row else None
    if name and type(row).objects.editable_by(user).filter(pk=row.pk).exists():
        return {"name": name, "row": row}
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def message_edit(request, pk):
    """Change one reader's copy of a letter, as long as it has not left."""
    message = mine(request, pk, letter__isnull=False)
    form = MessageForm(
        request.POST or None, initial={"subject": message.subject, "text": message.text}
    )
    if "edit" not in handling.verbs(message, timezone.now()):
        say_too_late(request, message)
        return redirect("message_detail", pk=pk)
    if form.is_valid():
        return done(request, message, handling.edit, mail_words.EDITED, **form.cleaned_data)
    return render(request, "outbox/message_edit.html", {"form": form, "message": message})


@require_POST
def message_cancel(request, pk):
    message = mine(request, pk)
    was_draft = message.status == Message.Status.DRAFT
    try:
        handling.cancel(message, by=request.user)
    except IllegalMove:
        say_too_late(request, message)
    else:
        messages.success(request, mail_words.CANCELLED)
        if was_draft and message.letter_id:
            return redirect("letter_detail", pk=message.letter_id)
    return redirect("message_detail", pk=pk)


@require_POST
def message_retry(request, pk):
    return done(request, mine(request, pk), handling.retry, mail_words.RETRIED)


@require_POST
def message_hurry(request, pk):
    return done(request, mine(request, pk), handling.hurry, mail_words.HURRIED)


def done(request, message, verb, words, **facts):
    """Take a verb of a message and say what came of it."""
    try:
        verb(message, by=request.user, now=timezone.now(), **facts)
    except IllegalMove:
        say_too_late(request, message)
    else:
        messages.success(request, words)
    return redirect("message_detail", pk=message.pk)


def say_too_late(request, message):
    message.refresh_from_db(fields=["status"])
    status = {"status": message.get_status_display()}
    messages.error(request, mail_words.TOO_LATE % status)


def mine(request, pk, **conditions):
    rows = Message.objects.editable_by(request.user).filter(**conditions)
    return get_object_or_404(rows, pk=pk)
