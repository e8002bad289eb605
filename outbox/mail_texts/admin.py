"""The texts of automatic mails: every kind in every language, changed or the portal's own."""

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.admin import NoAdding, TableAdmin
from outbox import composing, texts
from outbox.kinds import KINDS
from outbox.mail_texts.forms import TextForm

LANGUAGES = dict(settings.LANGUAGES)
# Where the session keeps what is being looked at.
TYPED = "mail_text_typed"
FRAMED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}


class MailTextAdmin(NoAdding, TableAdmin):
    joins = ["changed_by"]
    list_display = ["kind", "language", "changed_at", "changed_by"]
    change_list_template = "admin/outbox/mailtext/list.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        one = "text/<str:kind>/<str:language>/"
        return [
            path(one, view(self.edit_view), name="outbox_mailtext_edit"),
            path(f"{one}html/", view(self.html_view), name="outbox_mailtext_html"),
            path(f"{one}reset/", view(self.reset_view), name="outbox_mailtext_reset"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        changed = {(row.kind, row.language): row for row in self.get_queryset(request)}
        rows = [
            {"kind": kind, "texts": [(lang, changed.get((name, lang))) for lang in LANGUAGES]}
            for name, kind in KINDS.items()
        ]
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "rows": rows,
            "languages": LANGUAGES.values(),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        return self.edit_view(request, row.kind, row.language)

    def edit_view(self, request, kind, language):
        kind, row = self.found(request, kind, language)
        if request.method != "POST":
            form = TextForm(kind, initial={"text": texts.text_of(kind.name, language)})
            return self.show(request, kind, language, row, form)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        form = TextForm(kind, request.POST)
        shown = {}
        if "_preview" in request.POST:
            # Also of a text that is not right yet: seeing it helps.
            typed = texts.tidy(request.POST.get("text", ""))[: texts.LONGEST_TEXT]
            request.session[TYPED] = {f"{kind.name}/{language}": typed}
            shown = preview(kind, language, typed)
            form.is_valid()
        elif form.is_valid():
            return self.saved(request, kind, language, row, form)
        return self.show(request, kind, language, row, form, **shown)

    def html_view(self, request, kind, language):
        """The HTML part of what was just typed, in a frame: it has styles of its own, which no
        page of the portal may have."""
        kind, _row = self.found(request, kind, language)
        typed = request.session.get(TYPED, {}).get(f"{kind.name}/{language}")
        typed = typed or texts.text_of(kind.name, language)
        html = preview(kind, language, typed)["html_part"]
        return HttpResponse(html, headers=FRAMED)

    def found(self, request, kind, language):
        """The kind and its changed text, or None; 404 for what is no mail of the portal."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if kind not in KINDS or language not in LANGUAGES:
            raise Http404
        row = self.get_queryset(request).filter(kind=kind, language=language).first()
        return KINDS[kind], row

    def saved(self, request, kind, language, row, form):
        text = form.cleaned_data["text"]
        if row is None and text == texts.standard(kind.name, language):
            messages.info(request, _("Dit is precies de tekst van het portaal."))
            return redirect("admin:outbox_mailtext_changelist")
        changed = texts.save(kind.name, language, text, by=request.user, now=timezone.now())
        log = self.log_change if row else self.log_addition
        log(request, changed, [{"changed" if row else "added": {"fields": ["text"]}}])
        messages.success(request, _("De tekst is opgeslagen en geldt voor elke nieuwe mail."))
        return redirect("admin:outbox_mailtext_changelist")

    def show(self, request, kind, language, row, form, **context):
        return self.page(
            request,
            "edit",
            kind,
            language,
            row,
            form=form,
            media=self.media + form.media,
            **context,
        )

    def reset_view(self, request, kind, language):
        """Show what is given up and what comes back; a POST does it."""
        kind, row = self.found(request, kind, language)
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        if row is None:
            messages.info(request, _("Hier geldt al de tekst van het portaal."))
            return redirect("admin:outbox_mailtext_edit", kind.name, language)
        if request.method == "POST":
            self.log_deletions(request, [row])
            self.delete_model(request, row)
            messages.success(request, _("De tekst van het portaal geldt weer."))
            return redirect("admin:outbox_mailtext_changelist")
        standard = texts.standard(kind.name, language)
        return self.page(request, "reset", kind, language, row, standard=standard)

    def page(self, request, template, kind, language, row, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{kind.label} ({LANGUAGES[language]})",
            "kind": kind,
            "language": language,
            "row": row,
            "may_change": self.has_change_permission(request, row),
            "may_reset": row is not None and self.has_delete_permission(request, row),
            "edit_url": reverse("admin:outbox_mailtext_edit", args=[kind.name, language]),
            "html_url": reverse("admin:outbox_mailtext_html", args=[kind.name, language]),
            "reset_url": reverse("admin:outbox_mailtext_reset", args=[kind.name, language]),
            **context,
        }
        return TemplateResponse(request, f"admin/outbox/mailtext/{template}.html", context)


def preview(kind, language, text):
    """The mail as it would read with the example values."""
    with translation.override(language):
        subject, body = texts.preview(kind.name, text)
        foot = composing.foot_of(kind, None)
        html = composing.render_html(body, language, foot, is_overview=kind.is_overview)
    return {"subject": subject, "text_part": body + foot.text, "html_part": html}
