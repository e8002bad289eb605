"""The scripts that extract, check and compile the message catalogues."""

import gettext
import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.browsing import script

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
catalogues = script("catalogues")
translations = script("translations")
Text = translations.Text

MODELS = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext, npgettext
name = _("uren")
long = _("een "
         "zin")
many = ngettext("%(n)s uur", "%(n)s uren", 2)
# Translators: the month
may = pgettext("maand", "mei")
both = npgettext("tijd", "dag", "dagen", 2)
other = _(name)
"""
PAGE = """{% load i18n %}{% trans "Uren" %}{% translate "mei" context "naam" %}
{# geen {% trans "tekst" %} #}{% comment %}{% trans "niet" %}{% endcomment %}
{% blocktrans trimmed with n=hours %}
  Je hebt
  {{ n }} uur, 100% goed
{% endblocktrans %}
{% blocktrans count n=hours %}één uur{% plural %}{{ n }} uren{% endblocktrans %}
{{ _("los") }} {% include "x.html" with title=_("Titel") %}
"""


@pytest.fixture
def project(tmp_path):
    """A project of one app and one page, with texts of every kind."""
    files = {
        "hours/__init__.py": "",
        "hours/models.py": MODELS,
        "hours/migrations/0001.py": '_("migratie")',
        "tests/__init__.py": '_("toets")',
        "var/__init__.py": '_("var")',
        ".venv/lib/__init__.py": '_("pakket")',
        "templates/page.html": PAGE,
        "templates/logo.svg": '{% trans "beeld" %}',
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def catalogue_of(project):
    return polib.pofile(str(project / translations.CATALOGUE))


def translate_all(project):
    catalogue = catalogue_of(project)
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid
    catalogue.save()
    return catalogue


def edit(project, msgid, **changes):
    catalogue = catalogue_of(project)
    entry = catalogue.find(msgid)
    for name, value in changes.items():
        setattr(entry, name, value)
    catalogue.save()


def problems(project, shadows=()):
    return translations.check(project, shadows=dict(shadows))


def test_every_text_of_code_and_pages_is_found_and_nothing_else(project):
    assert translations.collect(project).keys() == {
        Text(None, "uren", None),
        Text(None, "een zin", None),
        Text(None, "%(n)s uur", "%(n)s uren"),
        Text("maand", "mei", None),
        Text("tijd", "dag", "dagen"),
        Text(None, "Uren", None),
        Text("naam", "mei", None),
        Text(None, "Je hebt %(n)s uur, 100%% goed", None),
        Text(None, "één uur", "%(n)s uren"),
        Text(None, "los", None),
        Text(None, "Titel", None),
    }


def test_extracting_keeps_what_is_translated_and_drops_what_is_gone(project):
    translations.extract(project)
    edit(project, "uren", msgstr="hours", tcomment="checked")
    edit(project, "los", msgstr="separate")
    (project / "templates/page.html").write_text('{% trans "Nieuw" %}', encoding="utf-8")

    counts = translations.extract(project)

    catalogue = catalogue_of(project)
    assert counts == "6 texts, 1 new, 6 removed, 5 without English"
    assert catalogue.find("uren").msgstr == "hours"
    assert catalogue.find("uren").tcomment == "checked"
    assert catalogue.find("Nieuw").msgstr == ""
    assert catalogue.find("los") is None


def test_a_catalogue_changes_only_when_a_text_does(project):
    translations.extract(project)
    before = (project / translations.CATALOGUE).read_text(encoding="utf-8")
    (project / "hours/models.py").write_text(f"\n\n\n{MODELS}", encoding="utf-8")

    counts = translations.extract(project)

    assert counts.endswith("(unchanged)")
    assert (project / translations.CATALOGUE).read_text(encoding="utf-8") == before
    assert "#: hours/models.py\n" in before
    assert "#. Translators: the month\n" in before


def test_entries_stand_in_the_order_of_the_files(project):
    translations.extract(project)

    files = [entry.occurrences[0][0] for entry in catalogue_of(project)]

    assert files == ["hours/models.py"] * 5 + ["templates/page.html"] * 6


def test_one_entry_holds_a_text_and_its_plural(project):
    (project / "hours/more.py").write_text('_("dag"); pgettext("tijd", "dag")', encoding="utf-8")

    found = translations.collect(project)

    assert found[Text("tijd", "dag", "dagen")][0] == ["hours/models.py", "hours/more.py"]
    assert Text("tijd", "dag", None) not in found
    assert Text(None, "dag", None) in found


def test_two_plurals_of_one_text_are_refused(project):
    (project / "hours/more.py").write_text('npgettext("tijd", "dag", "daagjes", 2)')

    with pytest.raises(ValueError, match="'dag' has two plurals"):
        translations.collect(project)


def test_a_complete_catalogue_has_no_problems(project):
    translations.extract(project)
    translate_all(project)

    assert problems(project) == []


def test_without_a_catalogue_every_text_is_a_problem(project):
    assert len(problems(project)) == 11


def test_missing_fuzzy_and_unknown_texts_are_problems(project):
    translations.extract(project)
    translate_all(project)
    edit(project, "uren", msgstr="")
    edit(project, "los", flags=["fuzzy"])
    edit(project, "Titel", msgctxt="oud")

    assert problems(project) == [
        "locale/en/LC_MESSAGES/django.po: fuzzy: 'los'",
        "locale/en/LC_MESSAGES/django.po: no English for 'uren'",
        "locale/en/LC_MESSAGES/django.po: not in the code any more: 'Titel'",
        "templates/page.html: no entry for 'Titel': run extract",
    ]


def test_a_half_translated_plural_is_a_problem(project):
    translations.extract(project)
    translate_all(project)
    edit(project, "dag", msgstr_plural={0: "day", 1: ""})

    assert problems(project) == ["locale/en/LC_MESSAGES/django.po: no English for 'dag'"]


@pytest.mark.parametrize(
    ("dutch", "english", "differs"),
    [
        ("%(a)s van %(b)s", "%(b)s: %(a)s", False),
        ("%(a)s van %(b)s", "%(a)s", True),
        ("%(a)s", "%(A)s", True),
        ("%(a)s", "%(a)d", True),
        ("{naam} doet mee", "{name} takes part", True),
        ("{naam} doet mee", "{naam} takes part", False),
        ("{0} en {0}", "{0}", True),
        ("100% van %(a)s", "100 per cent of %(a)s", False),
        ("100%% goed", "100 per cent right", False),
        ("%s uur", "hours", True),
    ],
)
def test_placeholders_are_the_same_on_both_sides(dutch, english, differs):
    entry = polib.POEntry(msgid=dutch, msgstr=english)

    assert bool(list(translations.entry_problems(entry))) == differs


@pytest.mark.parametrize(
    ("one", "many", "differs"),
    [
        ("one hour", "%(n)s hours", False),
        ("%(n)s hour", "%(n)s hours", False),
        ("%(n)s hour", "hours", True),
        ("%(x)s hour", "%(n)s hours", True),
    ],
)
def test_only_the_singular_may_leave_the_number_out(one, many, differs):
    entry = polib.POEntry(
        msgid="%(n)s uur", msgid_plural="%(n)s uren", msgstr_plural={0: one, 1: many}
    )

    assert bool(list(translations.entry_problems(entry))) == differs


def test_a_text_that_a_package_would_translate_into_other_dutch_is_a_problem(project):
    translations.extract(project)
    translate_all(project)

    found = problems(project, {Text(None, "Titel", None): "Aanhef"})

    assert found == [
        "templates/page.html: 'Titel' would show as 'Aanhef': "
        "a package has that text too, so choose other words or add a context"
    ]


def test_the_texts_of_packages_are_read():
    shadows = translations.shadowing_texts(translations.package_folders())

    assert shadows[Text(None, "Home", None)] == "Voorpagina"


def test_compiling_writes_under_var_and_skips_what_is_up_to_date(project, tmp_path):
    translations.extract(project)
    edit(project, "uren", msgstr="hours")
    edit(project, "los", msgstr="separate", flags=["fuzzy"])
    edit(project, "dag", msgstr_plural={0: "day", 1: "days"})
    target = tmp_path / "var/locale/en/LC_MESSAGES/django.mo"

    assert catalogues.compile_all(project, tmp_path / "var") == [target]
    assert catalogues.compile_all(project, tmp_path / "var") == []

    with target.open("rb") as file:
        english = gettext.GNUTranslations(file)
    assert english.gettext("uren") == "hours"
    assert english.gettext("los") == "los"
    assert english.npgettext("tijd", "dag", "dagen", 2) == "days"
    assert [path.name for path in target.parent.iterdir()] == ["django.mo"]


def test_a_changed_catalogue_is_compiled_again(project, tmp_path):
    translations.extract(project)
    target = catalogues.compile_all(project, tmp_path / "var")[0]
    os.utime(project / translations.CATALOGUE, ns=(0, target.stat().st_mtime_ns + 1))

    assert catalogues.compile_all(project, tmp_path / "var") == [target]


def test_compiling_needs_no_development_tools():
    blocked = "import sys; sys.modules['babel'] = None; import runpy; sys.argv[1:] = ['-h'];"
    program = f"{blocked} runpy.run_path({str(SCRIPTS / 'catalogues.py')!r}, run_name='__main__')"

    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert (result.returncode, result.stderr) == (0, "")


def test_a_damaged_catalogue_is_named_without_a_traceback(project, monkeypatch, capsys):
    (project / "locale/en/LC_MESSAGES").mkdir(parents=True)
    (project / translations.CATALOGUE).write_text("zomaar een regel\n")
    monkeypatch.setenv("VAR_DIR", str(project / "var"))

    assert catalogues.main(["compile"], root=project) == 2
    assert translations.main(["check"], root=project) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all("django.po" in line for line in lines)
