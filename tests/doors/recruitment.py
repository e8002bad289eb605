"""The doors of recruitment."""

DOORS = []
ROWS = {}
