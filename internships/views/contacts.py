"""A leader's pages about the people at schools."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from core.views import Scoped, add_errors, local_path, say_error
from hto_portal.roles import require_leader
from internships import confirmation, contacts
from internships.forms.placing import ContactForm, Search
from internships.models import SchoolContact
from internships.views.placing import chosen_school, pick_school
from outbox import suppressing
from outbox.models import Message

MAILS = 10


class ContactList(Scoped, ListView):
    model = SchoolContact
    scope = "editable_by"
    template_name = "internships/contact_list.html"
    paginate_by = 25

    def get_queryset(self):
        require_leader(self.request)
        rows = super().get_queryset().active().search(self.text).select_related("school")
        return rows.order_by("folded_name", "pk")

    @property
    def text(self):
        return Search(self.request.GET).text

    def get_context_data(self, **kwargs):
        context = super().get_context_data(q=self.text, **kwargs)
        dead = suppressing.dead(contact.email for contact in context["object_list"])
        return {**context, "dead": dead.keys()}


@require_http_methods(["GET", "HEAD", "POST"])
def contact_create(request):
    require_leader(request)
    school = chosen_school(request)
    if school is None:
        return pick_school(request)
    form = ContactForm(request.POST or None, instance=SchoolContact(school=school))
    if form.is_valid() and (contact := saved(form, contacts.add, request.user)):
        messages.success(request, _("%(name)s staat erin.") % {"name": contact.full_name})
        # To the page that asked for a new contact, else to the list.
        target = local_path(request.GET.get("next", ""), reverse("contact_list"))
        return HttpResponseRedirect(target)
    return render(request, "internships/contact_form.html", {"form": form, "school": school})


@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request, pk):
    contact = mine(request, pk)
    others, address = contacts.others(contact, request.user), contact.email
    form = ContactForm(request.POST or None, instance=contact, is_shared=bool(others))
    if form.is_valid() and saved(form, contacts.change, request.user):
        messages.success(request, _("Opgeslagen."))
        return redirect("contact_list")
    context = {
        "form": form,
        "school": contact.school,
        "contact": contact,
        "whom_to_ask": contacts.whom_to_ask(others),
        **mail_log(contact, request.user),
        "dead": suppressing.of(address),
    }
    return render(request, "internships/contact_form.html", context)


def mail_log(contact, user):
    """The mails about a contact, or that they are not for this leader alone."""
    mails = Message.objects.about(contact).visible_to(user)[:MAILS]
    visible = SchoolContact.objects.mail_visible_to(user).filter(pk=contact.pk)
    return {"mails": mails, "mails_are_shared": not visible.exists()}


def saved(form, verb, user):
    """The contact as it was saved, or None with the reason at the form."""
    try:
        return verb(form.save(commit=False), by=user)
    except ValidationError as error:
        add_errors(form, error)
        return None


@require_POST
def contact_leave(request, pk):
    contact = mine(request, pk)
    try:
        contacts.leave(contact, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        say_error(request, error)
        return redirect("contact_edit", pk=pk)
    names = {"name": contact.full_name}
    messages.success(request, _("%(name)s krijgt geen vragen meer.") % names)
    return redirect("contact_list")


@require_POST
def contact_ask(request, pk):
    """Ask a contact to look at the waiting hours, at most once a day."""
    contact, now = mine(request, pk), timezone.now()
    message, names = confirmation.ask_today(contact, now=now), {"name": contact.full_name}
    if message is None:
        messages.info(request, why_not_asked(contact) % names)
    elif message.created_at < now:
        messages.info(request, _("%(name)s kreeg vandaag al een mail.") % names)
    else:
        messages.success(request, _("%(name)s krijgt een mail met alle open uren.") % names)
    return redirect("leader_start")


def why_not_asked(contact):
    if contact.left_on:
        return _("%(name)s werkt daar niet meer. Kies bij de stage een andere begeleider.")
    if not contact.is_qualified:
        return _("%(name)s is niet bevoegd. Kies bij de stage een andere begeleider.")
    return _("Bij %(name)s wachten geen uren meer.")


def mine(request, pk):
    rows = SchoolContact.objects.editable_by(request.user).select_related("school")
    return get_object_or_404(rows, pk=pk)
