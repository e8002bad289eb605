"""What holds for the project as a whole."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template import engines
from django.template.loader import get_template

from core.templatetags import ui
from hto_portal.celery import app
from tests.test_architecture import ROOT, TEMPLATES


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


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "mail").glob("*.txt")), ids=str)
def test_every_mail_text_compiles(path):
    assert engines["text"].get_template(f"mail/{path.name}")


def icon_names(text):
    """What `{% icon "name" %}` and `symbol="name"` name in a template."""
    for mark in ('{% icon "', 'symbol="', 'action_icon="', 'submit_icon="'):
        yield from (part.split('"')[0] for part in text.split(mark)[1:])


def test_every_icon_that_is_used_is_in_the_sprite():
    source = (ROOT / "scripts" / "assets.py").read_text()
    listed = set(source.split('ICONS = """')[1].split('"""')[0].split())
    used = {name for path in TEMPLATES for name in icon_names(path.read_text()) if name}
    used |= {look[0] for look in ui.STATUS_LOOKS.values()}

    assert used - listed == set()


def test_every_status_has_a_look_of_its_own():
    models = [model for model in apps.get_models() if hasattr(model, "MOVES")]
    codes = {status.value for model in models for status in model.Status}

    assert codes - set(ui.STATUS_LOOKS) == set()


def test_every_arrow_is_between_statuses_that_exist():
    for model in (model for model in apps.get_models() if hasattr(model, "MOVES")):
        ends = set(model.MOVES) | {end for ends in model.MOVES.values() for end in ends}
        assert ends <= set(model.Status)
