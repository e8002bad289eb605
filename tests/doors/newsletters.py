"""The doors of the newsletters."""

from tests.doors import partners, readers, writing

PARTS = (partners, readers, writing)
DOORS = [entry for part in PARTS for entry in part.DOORS]
ROWS = {name: make for part in PARTS for name, make in part.ROWS.items()}
