"""Removes what a set-up can make again, and nothing that holds work."""

from __future__ import annotations

import shutil

from surroundings import VENV, Refusal, environment, locked, say, var_dir

REBUILT = ("assets", "cache", "chromium", "locale", "log", "node", "stamps", "static")


def clean(*arguments):
    var = var_dir(environment())
    with locked(var / "running.lock", _refuse):
        for folder in (VENV, *(var / name for name in REBUILT)):
            shutil.rmtree(folder, ignore_errors=True)
    (var / "running.lock").unlink()
    kept = ", ".join(sorted(entry.name for entry in var.iterdir()))
    say(f"Kept in {var}: {kept or 'nothing'}. Remove the folder to lose the database too.")


def _refuse():
    raise Refusal("The portal runs with this VAR_DIR: stop it first.")
