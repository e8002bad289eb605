"""A leader's pages about the people at schools."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from cohorts.running import require_leader
from core.search import fold
from core.views import Scoped
from internships import confirmation, contacts
from internships.forms.placing import ContactForm
from internships.models import SchoolContact
from internships.views.placing import chosen_school, pick_school


class ContactList(Scoped, ListView):
    model = SchoolContact
    scope = "editable_by"
    template_name = "internships/contact_list.html"
    paginate_by = 25

    def get_queryset(self):
        rows = super().get_queryset().active().select_related("school")
        for word in fold(self.request.GET.get("q", "")).split():
            rows = rows.filter(folded_name__contains=word) | rows.filter(
                school__folded__contains=word
            )
        return rows.order_by("folded_name", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(q=self.request.GET.get("q", ""), **kwargs)


@require_http_methods(["GET", "POST"])
def contact_create(request):
    require_leader(request.user)
    school = chosen_school(request)
    if school is None:
        return pick_school(request)
    form = ContactForm(request.POST or None, instance=SchoolContact(school=school))
    if form.is_valid():
        contact = contacts.add(form.save(commit=False), by=request.user)
        messages.success(request, _("%(name)s staat erin.") % {"name": contact.full_name})
        return back(request)
    context = {"form": form, "school": school, "next": request.GET.get("next", "")}
    return render(request, "internships/contact_form.html", context)


@require_http_methods(["GET", "POST"])
def contact_edit(request, pk):
    contact = mine(request, pk)
    form = ContactForm(request.POST or None, instance=contact)
    if form.is_valid():
        form.save()
        messages.success(request, _("Opgeslagen."))
        return redirect("contact_list")
    context = {"form": form, "school": contact.school, "contact": contact}
    return render(request, "internships/contact_form.html", context)


@require_POST
def contact_leave(request, pk):
    contact = mine(request, pk)
    contacts.leave(contact, on=timezone.localdate())
    names = {"name": contact.full_name}
    messages.success(request, _("%(name)s krijgt geen vragen meer.") % names)
    return redirect("contact_list")


@require_POST
def contact_ask(request, pk):
    """Ask a contact to look at the waiting hours, at most once a day."""
    contact, now = mine(request, pk), timezone.now()
    message = confirmation.ask(
        contact, key=f"hours-ask:{contact.email}:{timezone.localdate(now)}", now=now
    )
    names = {"name": contact.full_name}
    if message is None:
        messages.info(request, _("Bij %(name)s wachten geen uren meer.") % names)
    elif message.created_at < now:
        messages.info(request, _("%(name)s kreeg vandaag al een mail.") % names)
    else:
        messages.success(request, _("%(name)s krijgt een mail met alle open uren.") % names)
    return redirect("leader_start")


def mine(request, pk):
    rows = SchoolContact.objects.editable_by(request.user).select_related("school")
    return get_object_or_404(rows, pk=pk)


def back(request):
    """To the page that asked for a new contact, else to the list."""
    target = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return redirect(target)
    return redirect("contact_list")
