"""For the parts of mails that a variable stands for, and for lists of mails."""

from django import template

from outbox import plainly as words

register = template.Library()


@register.filter
def one_line(value):
    """What somebody typed, without the line breaks that would end a line of a list."""
    return " ".join(str(value).split())


@register.filter
def plainly(message):
    """Why a mail did not arrive, in a sentence; "" where no server said so."""
    return words.sentence(message)
