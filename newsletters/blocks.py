"""The text of a newsletter as a tree: Markdown, and a few blocks that a leader can type.

A line with only `![what is seen](picture:12)` is a picture, one with only
`[knop: Meld je aan](https://...)` a button, and `[[volgende groep]]` the next groups of the region.
HTML is text here, and so is what four spaces or a fence would make code in other Markdown.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

CARD = ("[[volgende groep]]", "[[next group]]", "[[next cohort]]")
BUTTON = re.compile(r"\s*(?:knop|button)\s*:\s*", re.IGNORECASE)
PICTURE = re.compile(r"(?:picture|afbeelding):([0-9]{1,15})")
URL = re.compile(r"(https?://[^\s<>]+[^\s<>.,;:!?)'\"])")
# Lists in lists are held back by the parser itself.
DEEPEST = 40
BREAKS = ("softbreak", "hardbreak")
OFF = ["code", "fence", "html_block", "html_inline", "lheading", "reference", "backticks"]


@dataclass(frozen=True)
class Words:
    words: str


@dataclass(frozen=True)
class Break:
    pass


@dataclass(frozen=True)
class Strong:
    nodes: tuple


@dataclass(frozen=True)
class Emphasis:
    nodes: tuple


@dataclass(frozen=True)
class Link:
    url: str
    nodes: tuple
    line: int


@dataclass(frozen=True)
class Picture:
    """`number` is that of the picture, 0 where the address names none."""

    number: int
    alt: str
    line: int


@dataclass(frozen=True)
class Button:
    url: str
    nodes: tuple
    line: int


@dataclass(frozen=True)
class Heading:
    level: int
    nodes: tuple
    line: int


@dataclass(frozen=True)
class Paragraph:
    nodes: tuple


@dataclass(frozen=True)
class Listing:
    """`start` is the first number, 0 for bullets. Each item is a tuple of blocks."""

    start: int
    items: tuple


@dataclass(frozen=True)
class Quote:
    blocks: tuple


@dataclass(frozen=True)
class Rule:
    pass


@dataclass(frozen=True)
class NextCohorts:
    pass


@lru_cache(maxsize=1)
def reader():
    markdown = MarkdownIt("commonmark", {"html": False}).disable(OFF)
    # Addresses are kept as they were typed, so that the checks can name them; what does not do is
    # left out when the mail is made.
    markdown.validateLink = lambda url: True
    markdown.normalizeLink = lambda url: url
    return markdown


def parse(text):
    """The blocks of a text, as a tuple."""
    tokens = not_too_deep(reader().parse(text.replace("\r\n", "\n")))
    return blocks(SyntaxTreeNode(tokens).children)


def not_too_deep(tokens):
    """Without what is bold in italic in bold and so on: a thousand signs in a row would be a tree
    of which no page could be made."""
    depth, found = 0, []
    for token in tokens:
        if token.children:
            token.children = not_too_deep(token.children)
        depth += token.nesting == 1
        if token.nesting == 0 or depth <= DEEPEST:
            found.append(token)
        depth -= token.nesting == -1
    return found


def blocks(nodes):
    return tuple(block for node in nodes for block in block_of(node))


def block_of(node):
    if node.type == "heading":
        words = inline(node.children[0].children, line_of(node))
        return [Heading(int(node.tag[1:]), words, line_of(node))]
    if node.type == "paragraph":
        return paragraph(inline(node.children[0].children, line_of(node)))
    if node.type in ("bullet_list", "ordered_list"):
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
        return [Listing(start, tuple(blocks(item.children) for item in node.children))]
    if node.type == "blockquote":
        return [Quote(blocks(node.children))]
    return [Rule()]


def line_of(node):
    return node.map[0] + 1 if node.map else 1


def inline(nodes, line):
    found = []
    for node in nodes:
        found += words(node.content) if node.type == "text" else [inline_node(node, line)]
        line += node.type in BREAKS
    return tuple(found)


def words(text):
    """Text of which a bare address is a link."""
    parts = enumerate(URL.split(text))
    return [
        Link(part, (Words(part),), 0) if number % 2 else Words(part)
        for number, part in parts
        if part
    ]


def inline_node(node, line):
    if node.type in BREAKS:
        return Break()
    if node.type == "image":
        match = PICTURE.fullmatch(node.attrs.get("src", "").strip())
        return Picture(int(match[1]) if match else 0, node.content.strip(), line)
    inside = inline(node.children, line)
    if node.type == "link":
        return Link(node.attrs.get("href", ""), plain_inside(inside), line)
    return Strong(inside) if node.type == "strong" else Emphasis(inside)


def plain_inside(nodes):
    """A link holds no second one."""
    return tuple(part for node in nodes for part in (node.nodes if is_link(node) else (node,)))


def is_link(node):
    return isinstance(node, Link)


def paragraph(nodes):
    """A paragraph, and the blocks that stand on a line of their own in it."""
    rows = [tuple(row) for is_break, row in groupby(nodes, is_a_break) if not is_break]
    found = []
    for row in rows:
        block = own_block(row)
        if block:
            found.append(block)
        elif found and isinstance(found[-1], Paragraph):
            found[-1] = Paragraph((*found[-1].nodes, Break(), *row))
        else:
            found.append(Paragraph(row))
    return found


def is_a_break(node):
    return isinstance(node, Break)


def own_block(row):
    """The block that this line is by itself, or None."""
    row = [node for node in row if node != Words(" ")]
    if len(row) != 1:
        return None
    (node,) = row
    if isinstance(node, Picture):
        return node
    if isinstance(node, Words) and node.words.strip().lower() in CARD:
        return NextCohorts()
    if is_link(node) and node.nodes and isinstance(node.nodes[0], Words):
        label = BUTTON.match(node.nodes[0].words)
        if label:
            first = Words(node.nodes[0].words[label.end() :])
            return Button(node.url, (first, *node.nodes[1:]), node.line)
    return None


def walk(nodes):
    """Everything in a tree, each before what it holds."""
    for node in nodes:
        yield node
        for inside in ("nodes", "blocks"):
            yield from walk(getattr(node, inside, ()))
        for item in getattr(node, "items", ()):
            yield from walk(item)


def plain(nodes):
    """The words of inline nodes on one line, with fields as they were typed."""
    return "".join(
        node.words if isinstance(node, Words) else " " for node in walk(nodes) if is_leaf(node)
    ).strip()


def is_leaf(node):
    return isinstance(node, Words | Break)


def pictures_in(tree):
    """The numbers of the pictures that a text names."""
    return {node.number for node in walk(tree) if isinstance(node, Picture)}
