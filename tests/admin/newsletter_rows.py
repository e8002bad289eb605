"""A row of every table of newsletters that has an admin page."""

from newsletters.models import Letterhead, Newsletter, Picture
from tests.newsletters.rows import letterhead, newsletter, picture

MAKERS = {
    Letterhead: lambda: letterhead(logo=picture()),
    Newsletter: newsletter,
    Picture: picture,
}
