"""For the parts of mails that a variable stands for, and for lists of mails."""

from django import template
from django.utils.translation import gettext as _

from core.people import is_linkish
from outbox import plainly as words

register = template.Library()


@register.filter
def one_line(value):
    """What somebody typed, without the line breaks that would end a line of a list."""
    return " ".join(str(value).split())


@register.filter
def own_words(value):
    """The same, without what a mail program would make a link of.

    Whoever fills in a public form can type the address of somebody else, who then gets these words.
    """
    words = (_("[link weggelaten]") if is_linkish(word) else word for word in str(value).split())
    return " ".join(words)


@register.filter
def plainly(message):
    """Why a mail did not arrive, in a sentence; "" where no server said so."""
    return words.sentence(message)
