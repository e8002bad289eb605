"""A leader's pages about tagged links: what a partner needs, and what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import ListView

from cohorts.models import Region
from core.views import Scoped, saved_or_told
from hto_portal.roles import require_leader
from newsletters import partner_kit
from newsletters.forms.kit import ChannelForm
from recruitment.models import Channel

QR = {"svg": ("image/svg+xml", partner_kit.qr_svg), "png": ("image/png", partner_kit.qr_png)}


class ChannelList(Scoped, ListView):
    """Each link with what it brought, and the partners that have none yet."""

    model = Channel
    template_name = "newsletters/channel_list.html"
    paginate_by = 25

    def get_queryset(self):
        require_leader(self.request)
        rows = super().get_queryset().select_related("region", "organisation")
        return rows.order_by("-is_active", "region__name", "name", "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found = partner_kit.funnels(context["object_list"])
        regions = Region.objects.editable_by(self.request.user).open()
        return {
            **context,
            "rows": [(channel, found[channel.pk]) for channel in context["object_list"]],
            "without": partner_kit.partners_without(regions, timezone.localdate()),
        }


@require_http_methods(["GET", "HEAD", "POST"])
def channel_create(request):
    require_leader(request)
    chosen = {name: request.GET[name] for name in ("region", "organisation") if name in request.GET}
    form = ChannelForm(request.POST or None, user=request.user, initial=chosen)
    channel = form.is_valid() and saved_or_told(form, "name", form.taken(), form.save)
    if channel:
        messages.success(request, _("De link is klaar. Geef hem aan je partner."))
        return redirect("channel_detail", pk=channel.pk)
    return render(request, "newsletters/channel_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def channel_edit(request, pk):
    channel = mine(request, pk)
    form = ChannelForm(request.POST or None, user=request.user, instance=channel)
    if form.is_valid() and saved_or_told(form, "name", form.taken(), form.save):
        messages.success(request, _("Opgeslagen."))
        return redirect("channel_detail", pk=pk)
    name = Channel.objects.editable_by(request.user).get(pk=pk).name
    return render(
        request, "newsletters/channel_form.html", {"form": form, "channel": channel, "name": name}
    )


@require_safe
def channel_detail(request, pk):
    """The kit of one partner."""
    channel, today = mine(request, pk), timezone.localdate()
    context = {
        "channel": channel,
        "address": partner_kit.address(channel),
        "funnel": partner_kit.funnels([channel])[channel.pk],
        "texts": [
            (code, label, partner_kit.text(channel, code, today=today))
            for code, label in (("nl", _("In het Nederlands")), ("en", _("In het Engels")))
        ],
    }
    return render(request, "newsletters/channel_detail.html", context)


@require_safe
def channel_qr(request, pk, kind):
    channel = mine(request, pk)
    content_type, draw = QR[kind]
    return file(draw(channel), content_type, f"hto-{channel.code}.{kind}", request)


@require_safe
def channel_picture(request, pk, language):
    channel = mine(request, pk)
    content = partner_kit.picture(channel.region, language)
    return file(content, "image/png", f"hto-{channel.region.slug}-{language}.png", request)


def file(content, content_type, name, request):
    """To look at, or with `?download` to keep."""
    response = HttpResponse(content, content_type=content_type)
    kind = "attachment" if "download" in request.GET else "inline"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
    return response


def mine(request, pk):
    rows = Channel.objects.editable_by(request.user).select_related("region", "organisation")
    return get_object_or_404(rows, pk=pk)
