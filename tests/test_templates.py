"""What the engine does not say of a template: a variable that is not there is silently empty."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import loader
from django.template.base import FilterExpression, Node, Variable
from django.template.defaulttags import ForNode, WithNode
from django.template.loader_tags import BlockNode

ROOT = Path(settings.BASE_DIR) / "templates"
PAGES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))


@pytest.mark.parametrize("name", PAGES)
def test_no_block_uses_what_only_another_block_has_set(name):
    nodes = loader.get_template(name).template.nodelist.get_nodes_by_type(BlockNode)
    blocks = {block.name: inside(block) for block in nodes}
    lost = {
        (name, word)
        for name, found in blocks.items()
        for word in used(found) - given(found)
        if any(word in given(other) for other in blocks.values())
    }

    assert lost == set()


def inside(block):
    """The nodes of this block that are in no block of their own."""
    deeper = {
        id(node)
        for other in block.nodelist.get_nodes_by_type(BlockNode)
        for node in other.get_nodes_by_type(Node)
    }
    return [node for node in block.nodelist.get_nodes_by_type(Node) if id(node) not in deeper]


def given(nodes):
    """The names that tags with `as` put there."""
    words = {getattr(node, kind, None) for node in nodes for kind in ("asvar", "target_var")}
    return words - {None}


def used(nodes):
    """The variables these nodes read, but for those of their own loops."""
    words = set()
    for node in nodes:
        for value in parts(vars(node).values()):
            variable = value.var if isinstance(value, FilterExpression) else value
            if isinstance(variable, Variable) and variable.lookups:
                words.add(variable.lookups[0])
    return words - own(nodes)


def own(nodes):
    loops = {word for node in nodes if isinstance(node, ForNode) for word in node.loopvars}
    return loops | {
        word for node in nodes if isinstance(node, WithNode) for word in node.extra_context
    }


def parts(values):
    """These values and, of lists and mappings, what is in them."""
    for value in values:
        if isinstance(value, dict):
            yield from parts(value.values())
        elif isinstance(value, (list, tuple)):
            yield from parts(value)
        else:
            yield value
