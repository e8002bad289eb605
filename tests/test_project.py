"""What holds for the project as a whole."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template import engines
from django.template.loader import get_template

from core.templatetags import ui
from hto_portal import menu
from hto_portal.celery import app
from internships.views import words
from tests.browsing import script
from tests.sources import ROOT, SOURCES, TEMPLATES

# {% icon "name" %}, symbol="name", submit_icon="name", {% firstof symbol "name" as ... %}
ICON_IN_TEMPLATE = re.compile(r'(?:\{% (?:icon|firstof symbol) |(?:symbol|icon)=)"([a-z0-9-]+)"')


@pytest.mark.django_db
def test_the_migrations_are_complete():
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert out.getvalue() == "No changes detected\n"


def test_the_clock_rings_only_tasks_that_exist():
    app.loader.import_default_modules()

    rung = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert rung - set(app.tasks) == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_compiles(path):
    assert get_template(str(path.relative_to(ROOT / "templates")))


PARTS = ROOT / "templates" / "mail" / "parts"


@pytest.mark.parametrize("path", sorted(PARTS.glob("*.txt")), ids=lambda path: path.name)
def test_every_part_of_a_mail_compiles(path):
    assert engines["text"].get_template(f"mail/parts/{path.name}")


def icons_in_templates():
    return {name for path in TEMPLATES for name in ICON_IN_TEMPLATE.findall(path.read_text())}


def icons_in_tables():
    looks = [*ui.STATUS_LOOKS.values(), ui.UNKNOWN_LOOK, *ui.MESSAGE_LOOKS.values()]
    return {row[0] for row in (*looks, *words.EMPTY.values())}


def icons_in_menu():
    """The last of three in each entry, and of the four arguments of an item."""
    nodes = list(ast.walk(ast.parse(Path(menu.__file__).read_text())))
    ends = [node.elts[2] for node in nodes if isinstance(node, ast.Tuple) and len(node.elts) == 3]
    ends += [node.args[3] for node in nodes if isinstance(node, ast.Call) and len(node.args) == 4]
    return {end.value for end in ends}


def icons_handed_to_components():
    """`"symbol": "name"` in the arguments that Python makes for a component."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    named = isinstance(key, ast.Constant) and key.value == "symbol"
                    if named and isinstance(value, ast.Constant):
                        yield value.value


def test_the_sprite_holds_exactly_the_icons_that_are_used():
    used = icons_in_templates() | icons_in_tables() | icons_in_menu()

    assert used | set(icons_handed_to_components()) == set(script("assets").ICONS.split())


def test_every_status_has_a_look_of_its_own():
    models = [model for model in apps.get_models() if hasattr(model, "MOVES")]
    codes = {status.value for model in models for status in model.Status}

    assert codes - set(ui.STATUS_LOOKS) == set()


def test_every_arrow_is_between_statuses_that_exist():
    for model in (model for model in apps.get_models() if hasattr(model, "MOVES")):
        ends = set(model.MOVES) | {end for ends in model.MOVES.values() for end in ends}
        assert ends <= set(model.Status)


WITH_REASON = re.compile(r"noqa: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*(?:, | +\(?)\w+ \w+")


def test_a_check_is_silenced_only_with_a_reason():
    files = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *(ROOT / "scripts").glob("*.py")]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    silenced = [line.partition("# ")[2] for line in lines if re.search(r"# (ruff: )?noqa\b", line)]

    assert len(silenced) > 3
    assert [line for line in silenced if not WITH_REASON.search(line)] == []
