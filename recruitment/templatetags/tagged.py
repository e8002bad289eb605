"""The way from one public page to another, with the tag of the link that somebody came by."""

from django import template
from django.urls import reverse

from recruitment import visiting

register = template.Library()


@register.simple_tag(takes_context=True)
def tagged_url(context, name, *args):
    """The address of this page; behind it the code of the page's `channel`, where it has one."""
    return visiting.tagged(reverse(name, args=args), context.get("channel"))
