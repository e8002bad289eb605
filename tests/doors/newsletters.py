"""The doors of the newsletters."""

from tests.doors import partners, readers, sending, writing

PARTS = (partners, readers, writing, sending)
DOORS = [entry for part in PARTS for entry in part.DOORS]
ROWS = {name: make for part in PARTS for name, make in part.ROWS.items()}
