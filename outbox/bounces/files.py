"""Raw mails in files: single ones, an mbox, a Maildir or any folder of them."""

import os
from pathlib import Path

from django.utils.translation import gettext as _

from core.importing import Refused
from outbox.bounces import raw


def named(paths):
    """The files these paths stand for, a folder in the order of its names.

    Raises Refused when one of them cannot be read, so that nothing is done by halves.
    """
    found, problems = [], []
    for name in paths:
        path = Path(name)
        # The Path of "" is the folder one is in: a script with an empty variable would read that.
        for file in inside(path) if name and path.is_dir() else [path if name else Path('""')]:
            if problem := trouble(file):
                problems.append(problem)
            found.append(file)
    if problems:
        raise Refused(*problems)
    return found


def inside(folder):
    """All files in a folder; of a Maildir its mails, not those that are still being written."""
    for base, folders, names in os.walk(folder):
        if {"cur", "new", "tmp"} <= set(folders):
            folders.remove("tmp")
            names = []  # What a server keeps about the mails.
        folders.sort()
        yield from (Path(base, name) for name in sorted(names) if Path(base, name).is_file())


def trouble(path):
    values = {"file": shown(path)}
    try:
        if path.exists() and not path.is_file():
            return _("%(file)s: dit is geen bestand en geen map.") % values
        with path.open("rb"):
            return ""
    except (OSError, ValueError) as error:
        return in_words(path, error)


def in_words(path, error):
    values = {"file": shown(path), "reason": getattr(error, "strerror", None) or error}
    if isinstance(error, FileNotFoundError):
        return _("%(file)s: dit bestand bestaat niet.") % values
    return _("%(file)s: niet te lezen (%(reason)s).") % values


def mails(path):
    """Yield each raw mail in this file."""
    with path.open("rb") as file:
        yield from raw.mails(file)


def shown(path):
    """A name for people, also where it is no text."""
    return os.fsencode(path).decode("utf-8", "replace")
