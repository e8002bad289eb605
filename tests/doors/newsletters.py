"""The doors of the newsletters."""

DOORS = []
ROWS = {}
