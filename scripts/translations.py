"""Keep locale/en complete: `python scripts/translations.py extract` or `check`.

The texts in the code are Dutch, so English is the only catalogue. Django's makemessages
needs the gettext programs; this needs Babel, a development dependency. No line numbers
are stored: a catalogue changes only when a text does.
"""

import argparse
import io
import re
import site
import sys
import tokenize
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract as babel_extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
NOT_APPS = {"tests", "scripts", "node_modules", "var", "static", "locale"}
TEMPLATE_TYPES = {".html", ".txt", ".xml"}
ONE, PLURAL = None, (1, 2)
CONTEXT, CONTEXT_PLURAL = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {"_": ONE} | {
    name + suffix: form
    for suffix in ("", "_lazy")
    for name, form in {
        "gettext": ONE,
        "ngettext": PLURAL,
        "pgettext": CONTEXT,
        "npgettext": CONTEXT_PLURAL,
    }.items()
}
KEYWORDS["gettext_noop"] = ONE
HEADER = {
    "Project-Id-Version": "hto_portal",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
PLACEHOLDER = re.compile(r"%%|%(?:\(\w+\))?[sdifr]|\{\w*(?:[.\[][^{}]*)?(?:![rsa])?(?::[^{}]*)?\}")
# Catalogues whose Dutch would win over a text of ours that is spelled the same.
SHADOWING = ("django", "allauth", "auditlog", "phonenumber_field", "crispy_forms")


class Text(NamedTuple):
    """One message as the code has it. The context is None or the pgettext context."""

    context: str | None
    singular: str
    plural: str | None


def collect(root):
    """Return {Text: (sorted file names, sorted translator comments)}."""
    found = {}
    for path in sources(root):
        for text, comments in texts_in(path):
            files, notes = found.setdefault(text, (set(), set()))
            files.add(path.relative_to(root).as_posix())
            notes.update(comments)
    merge_singulars(found)
    return {text: (sorted(files), sorted(notes)) for text, (files, notes) in found.items()}


def merge_singulars(found):
    """A catalogue has one entry per singular, so a plural text takes in its singular twin."""
    plurals = {}
    for text in (text for text in found if text.plural):
        if twin := plurals.get(text[:2]):
            raise ValueError(f"{text.singular!r} has two plurals: {text.plural!r}, {twin.plural!r}")
        plurals[text[:2]] = text
    for text in [text for text in found if not text.plural and text[:2] in plurals]:
        for kept, extra in zip(found[plurals[text[:2]]], found.pop(text), strict=True):
            kept.update(extra)


def sources(root):
    """Every module of every app, and every template; never tests or dependencies."""
    apps = [path.parent for path in root.glob("[a-z]*/__init__.py")]
    for app in sorted(app for app in apps if app.name not in NOT_APPS):
        yield from (p for p in sorted(app.rglob("*.py")) if "migrations" not in p.parts)
        yield from templates_in(app / "templates")
    yield from templates_in(root / "templates")


def templates_in(folder):
    return (path for path in sorted(folder.rglob("*")) if path.suffix in TEMPLATE_TYPES)


def texts_in(path):
    """Yield (Text, translator comments); a text that is not a literal is passed over."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # In brackets, because the tokenizer takes the indents of a template for those of Python.
        source = f"({templatize(source, origin=str(path))}\n)"
    found = babel_extract(
        "python", io.BytesIO(source.encode()), KEYWORDS, comment_tags=("Translators:",)
    )
    for _line, message, comments, context in found:
        yield as_text(message, context), comments


def as_text(message, context):
    singular, plural = message if isinstance(message, tuple) else (message, None)
    return Text(context, singular, plural)


def extract(root):
    """Bring the catalogue up to date with the code; return a line of counts."""
    old = {text_of(entry): entry for entry in read_catalogue(root) if not entry.obsolete}
    found = collect(root)
    catalogue = polib.POFile()
    catalogue.metadata = HEADER
    order = sorted(found, key=lambda text: (found[text][0][0], text.singular, text.context or ""))
    for text in order:
        catalogue.append(entry_for(text, *found[text], old=old.get(text)))
    changed = write_if_changed(root / CATALOGUE, f"{catalogue}\n")
    missing = sum(not entry.translated() for entry in catalogue)
    new, gone = len(found.keys() - old.keys()), len(old.keys() - found.keys())
    return (
        f"{len(found)} texts, {new} new, {gone} removed, {missing} without English"
        f"{'' if changed else ' (unchanged)'}"
    )


def read_catalogue(root):
    path = root / CATALOGUE
    return polib.pofile(str(path), check_for_duplicates=True) if path.exists() else []


def text_of(entry):
    return Text(entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def entry_for(text, files, comments, *, old):
    entry = polib.POEntry(
        msgctxt=text.context,
        msgid=text.singular,
        msgid_plural=text.plural or "",
        occurrences=[(name, "") for name in files],
        comment="\n".join(comments),
        flags=["python-format"] if "%(" in f"{text.singular}{text.plural}" else [],
    )
    if text.plural:
        entry.msgstr_plural = {0: "", 1: ""}
    if old:
        entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
        entry.tcomment = old.tcomment
        entry.flags += [flag for flag in old.flags if flag == "fuzzy"]
    return entry


def write_if_changed(path, content):
    if path.exists() and path.read_text(encoding="utf-8") == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return True


def check(root, *, shadows):
    """Return one line per problem; empty when the catalogue is complete."""
    found = collect(root)
    entries = {text_of(e): e for e in read_catalogue(root) if not e.obsolete}
    problems = [
        f"{found[text][0][0]}: no entry for {text.singular!r}: run extract"
        for text in found.keys() - entries.keys()
    ]
    problems += [
        f"{CATALOGUE}: not in the code any more: {text.singular!r}"
        for text in entries.keys() - found.keys()
    ]
    for text in entries.keys() & found.keys():
        problems += [f"{CATALOGUE}: {line}" for line in entry_problems(entries[text])]
    for text in found.keys() & shadows.keys():
        problems.append(
            f"{found[text][0][0]}: {text.singular!r} would show as {shadows[text]!r}: "
            "a package has that text too, so choose other words or add a context"
        )
    return sorted(problems)


def entry_problems(entry):
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    elif not entry.translated():
        yield f"no English for {entry.msgid!r}"
    else:
        yield from placeholder_problems(entry)


def placeholder_problems(entry):
    if not entry.msgid_plural:
        if placeholders(entry.msgid) != placeholders(entry.msgstr):
            yield f"placeholders differ: {entry.msgid!r} and {entry.msgstr!r}"
        return
    known = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    for number, translated in sorted(entry.msgstr_plural.items()):
        used = placeholders(translated)
        # "one hour" may leave the number out; the plural may not.
        if used - known or (number and used != placeholders(entry.msgid_plural)):
            yield f"placeholders differ: {entry.msgid_plural!r} and {translated!r}"


def placeholders(text):
    found = (match for match in PLACEHOLDER.findall(text) if match != "%%")
    return Counter(found)


def shadowing_texts(folders):
    """Return {Text: Dutch} for the texts of packages that read differently in Dutch."""
    shadows = {}
    for path in (p for folder in folders for p in folder.rglob("locale/nl/LC_MESSAGES/django.mo")):
        for entry in polib.mofile(str(path)):
            dutch = entry.msgstr or entry.msgstr_plural.get(0, "")
            if not entry.msgctxt and dutch and dutch != entry.msgid:
                shadows[Text(None, entry.msgid, None)] = dutch
    return shadows


def package_folders():
    roots = [Path(path) for path in site.getsitepackages()]
    return [root / name for root in roots for name in SHADOWING if (root / name).is_dir()]


def main(arguments=None, root=ROOT):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["extract", "check"])
    command = parser.parse_args(arguments).command
    try:
        if command == "extract":
            print(extract(root))
            return 0
        problems = check(root, shadows=shadowing_texts(package_folders()))
    except (OSError, ValueError, SyntaxError, tokenize.TokenError) as error:
        print(f"translations: {error}", file=sys.stderr)
        return 2
    print(*problems or ["Every text has its English."], sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
