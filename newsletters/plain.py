"""The tree of a newsletter as the text part of a mail."""

from django.utils.translation import gettext as _

from newsletters import hyperlinks
from newsletters.blocks import (
    Break,
    Button,
    Heading,
    Link,
    Listing,
    NextCohorts,
    Paragraph,
    Picture,
    Quote,
    Words,
)

INDENT = "  "


def text_of(blocks, context):
    """The blocks under each other; `context` is a rendering.Context."""
    return "\n\n".join(filter(None, (block_text(block, context) for block in blocks)))


def block_text(block, context):
    if isinstance(block, Heading):
        words = inline(block.nodes, context)
        return f"{words}\n{('=' if block.level < 3 else '-') * min(width(block), 60)}"
    if isinstance(block, Paragraph):
        return inline(block.nodes, context)
    if isinstance(block, Listing):
        return listing(block, context)
    if isinstance(block, Button):
        return labelled(inline(block.nodes, context), hyperlinks.usable(block.url))
    if isinstance(block, Picture):
        alt = context.alt(block)
        return f"[{context.mark(alt)}]" if alt else ""
    if isinstance(block, Quote):
        return "\n".join(f"> {line}" for line in text_of(block.blocks, context).split("\n"))
    return cohorts(context) if isinstance(block, NextCohorts) else "* * *"


def width(heading):
    return max(sum(len(node.words) for node in heading.nodes if isinstance(node, Words)), 3)


def listing(block, context):
    lines = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.start else "- "
        gap = "\n\n" if sum(isinstance(part, Paragraph) for part in item) > 1 else "\n"
        words = gap.join(block_text(part, context) for part in item)
        lines.append(sign + words.replace("\n", "\n" + INDENT))
    return "\n".join(lines)


def cohorts(context):
    if not context.cohorts:
        return none_planned()
    lines = [f"{row.name}: {row.start}, {row.places}" for row in context.cohorts]
    return "\n".join([*lines, labelled(_("Lees meer en meld je aan"), context.cohort_page)])


def none_planned():
    return _("Er staat nu geen nieuwe groep gepland. Zodra die er is, lees je het hier.")


def labelled(words, url):
    if not url or words in (url, url.removeprefix("mailto:").removeprefix("tel:")):
        return words
    return f"{words}: {url}"


def inline(nodes, context):
    return "".join(inline_text(node, context) for node in nodes)


def inline_text(node, context):
    if isinstance(node, Words):
        return context.mark(node.words)
    if isinstance(node, Break):
        return "\n"
    if isinstance(node, Picture):
        return block_text(node, context)
    words = inline(node.nodes, context)
    if not isinstance(node, Link):
        return words
    url = hyperlinks.usable(node.url)
    whole = labelled(words, url)
    # In a sentence, the address stands between brackets.
    return whole if whole == words else f"{words} ({url})"


def beginning(blocks, context):
    """The first paragraph after the greeting, on one line and without addresses; "" without one."""
    texts = (bare(block.nodes, context) for block in blocks if isinstance(block, Paragraph))
    lines = (" ".join(text.split()) for text in texts)
    return next((line for line in lines if line and not line.endswith(",")), "")


def bare(nodes, context):
    return "".join(
        context.mark(node.words) if isinstance(node, Words) else bare_inside(node, context)
        for node in nodes
    )


def bare_inside(node, context):
    return " " if isinstance(node, Break | Picture) else bare(node.nodes, context)
