"""Registers as they are published: extracts in tests/data, whole ones where REGISTERS says.

The extracts of schools are from DUO's open data (CC0); the holidays are those of the Ministry of
Education, written down in the layout of OpenHolidays, one wrong last day included.
"""

import os
from pathlib import Path

import pytest

EXTRACTS = Path(__file__).resolve().parent / "data"


def extract(name):
    return EXTRACTS / name


def whole(name):
    """The file of this name in the folder REGISTERS; without it the test is skipped."""
    folder = os.environ.get("REGISTERS")
    path = next(Path(folder).rglob(name), None) if folder else None
    if path is None:
        pytest.skip(f"REGISTERS names no folder that holds {name}")
    return path
