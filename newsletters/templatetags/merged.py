"""How words with fields are shown where there is no reader."""

from django import template

from newsletters import merging

register = template.Library()


@register.filter
def merged(text):
    """ "{voornaam|Dag}, kom je?" -> "Dag, kom je?" """
    return merging.fill(merging.pieces(text), {"regio": "…"})
