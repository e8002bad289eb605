"""Every address of the portal: `DOORS`, and `ROWS`, what of the cast they name."""

from tests.doors import newsletters, portal, recruitment

DOORS = [*portal.DOORS, *recruitment.DOORS, *newsletters.DOORS]
ROWS = {**portal.ROWS, **recruitment.ROWS, **newsletters.ROWS}
