"""The tree of a newsletter as HTML for mail; what a person wrote is sanitised last."""

import nh3
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from newsletters import hyperlinks
from newsletters.blocks import (
    Break,
    Button,
    Emphasis,
    Heading,
    Link,
    Listing,
    NextCohorts,
    Paragraph,
    Picture,
    Quote,
    Strong,
    Words,
)

BLOCK = "newsletters/mail/block.html"
# Between the sides of the letter.
WIDEST = 552
CELL = {"class", "width", "align", "bgcolor"}
ATTRIBUTES = {
    "a": {"href", "class"},
    "img": {"src", "alt", "width", "class"},
    "p": {"class"},
    "ol": {"start"},
    "table": {"class", "role", "width", "cellpadding", "cellspacing", "border"},
    "td": CELL,
}
TAGS = {
    *ATTRIBUTES,
    "h2",
    "h3",
    "br",
    "strong",
    "em",
    "ul",
    "li",
    "tbody",
    "tr",
    "blockquote",
    "hr",
}


def html_of(blocks, context):
    """The blocks as safe HTML; `context` is a rendering.Context."""
    return nh3.clean(
        join(block_html(block, context) for block in blocks),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=hyperlinks.SCHEMES,
        link_rel=None,
    )


def join(parts):
    return format_html_join("\n", "{}", ((part,) for part in parts))


def block_html(block, context):
    return get_template(BLOCK).render(values(block, context))


def values(block, context):
    """What the template of a block shows."""
    if isinstance(block, Heading):
        words = inline(block.nodes, context)
        return {"kind": "heading", "is_main": block.level < 3, "words": words}
    if isinstance(block, Paragraph):
        return {"kind": "text", "words": inline(block.nodes, context)}
    if isinstance(block, Listing):
        items = [join(item_html(part, context) for part in item) for item in block.items]
        return {"kind": "list", "start": block.start, "items": items}
    if isinstance(block, Button):
        words = inline(block.nodes, context)
        url = hyperlinks.usable(block.url)
        return {"kind": "button", "url": url, "words": words, "colour": context.colour}
    if isinstance(block, Picture):
        return {"kind": "picture", **picture(block, context)}
    if isinstance(block, Quote):
        inside = join(block_html(part, context) for part in block.blocks)
        return {"kind": "quote", "inside": inside}
    if isinstance(block, NextCohorts):
        return {"kind": "cohorts", "rows": context.cohorts, "url": context.cohort_page}
    return {"kind": "rule"}


def item_html(block, context):
    """In a list the words stand without a paragraph of their own."""
    if isinstance(block, Paragraph):
        return inline(block.nodes, context)
    return block_html(block, context)


def picture(block, context):
    row = context.pictures.get(block.number)
    alt = context.mark(context.alt(block))
    if row is None:
        return {"alt": alt}
    return {"alt": alt, "src": row.url, "width": min(row.width, WIDEST)}


def inline(nodes, context):
    return format_html_join("", "{}", ((inline_html(node, context),) for node in nodes))


def inline_html(node, context):
    if isinstance(node, Words):
        return context.mark(node.words)
    if isinstance(node, Break):
        return mark_safe("<br>")
    if isinstance(node, Picture):
        return block_html(node, context)
    inside = inline(node.nodes, context)
    if isinstance(node, Strong):
        return format_html("<strong>{}</strong>", inside)
    if isinstance(node, Emphasis):
        return format_html("<em>{}</em>", inside)
    url = hyperlinks.usable(node.url) if isinstance(node, Link) else ""
    return format_html('<a href="{}">{}</a>', url, inside) if url else inside
