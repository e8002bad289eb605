"""The doors of composing newsletters."""

from tests.doors.shape import PUBLIC, door
from tests.newsletters.rows import picture

DOORS = [door("picture", PUBLIC, args=(lambda troupe: picture(troupe.region).digest,))]
ROWS = {}
