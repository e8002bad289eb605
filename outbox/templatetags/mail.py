"""For the parts of mails that a variable stands for."""

from django import template

register = template.Library()


@register.filter
def one_line(value):
    """What somebody typed, without the line breaks that would end a line of a list."""
    return " ".join(str(value).split())
