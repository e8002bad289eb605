from collections import Counter

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin import ReadOnly, TableAdmin, change_link
from outbox.bounces import counting, raw, recording, reports
from outbox.bounces.forms import UploadForm
from outbox.models import Bounce


@admin.register(Bounce)
class BounceAdmin(ReadOnly, TableAdmin):
    """What mail servers reported, to be read back; raw mails can be added as files."""

    joins = ["message"]
    list_display = ["received_at", "recipient", "kind", "reason", "source"]
    list_display_links = ["received_at", "recipient"]
    list_filter = ["kind"]
    search_fields = ["recipient", "reason", "source"]
    date_hierarchy = "received_at"
    fields = ["recipient", "kind", "reason", "message_link", "received_at", "source"]
    readonly_fields = ["message_link"]
    change_list_template = "admin/outbox/bounce/change_list.html"

    @admin.display(description=gettext_lazy("bericht"))
    def message_link(self, bounce):
        return change_link(bounce.message)

    def get_urls(self):
        upload = path(
            "upload/", self.admin_site.admin_view(self.upload), name="outbox_bounce_upload"
        )
        return [upload, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        extra = {"may_upload": self.may_act(request), **(extra_context or {})}
        return super().changelist_view(request, extra)

    def upload(self, request):
        """Read files: only look at what is in them, or take them in."""
        if not self.may_act(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        found = []
        if form.is_valid() and "take_in" in request.POST:
            messages.success(request, taken_in(form.cleaned_data["files"]))
            return redirect("admin:outbox_bounce_changelist")
        if form.is_valid():
            found = looked_at(form.cleaned_data["files"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Teruggekomen mail inlezen"),
            "opts": self.opts,
            "form": form,
            "found": found,
        }
        return render(request, "admin/outbox/bounce/upload.html", context)


def taken_in(files):
    now = timezone.now()
    counts = Counter()
    for file in files:
        for data in raw.mails(file):
            counts += recording.take_in(data, source=file.name, now=now)
    return counting.sentence(counts)


def looked_at(files):
    """(file name, report, its kind in words) of everything in these files."""
    names = dict(Bounce.Kind.choices)
    return [
        (file.name, report, names[report.kind])
        for file in files
        for data in raw.mails(file)
        for report in reports.read(data)
    ]
