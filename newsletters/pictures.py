"""Pictures for newsletters: whatever a person uploads becomes a small JPEG or PNG without secrets.

A photo tells where it was taken and by which phone; nothing of that is kept, as the picture is
drawn anew.
"""

import hashlib
import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, UnidentifiedImageError

from newsletters.models import Picture

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST = 12 * 1024 * 1024
LONGEST_SIDE = 20_000
MOST_PIXELS = 60_000_000
# Twice the width of a letter, for screens with small dots; beside it a tall one has its limit.
WIDEST = 1200
TALLEST = 2400
QUALITY = 82
# A drawing of more than this weighs less as a photo, unless one can see through it.
LARGEST_PNG = 200_000
TRANSPARENT = ("RGBA", "LA", "PA")
# How a phone was held, as EXIF says it, and what sets its photo upright.
HELD = 0x0112
UPRIGHT = dict(
    enumerate(
        (
            Image.Transpose.FLIP_LEFT_RIGHT,
            Image.Transpose.ROTATE_180,
            Image.Transpose.FLIP_TOP_BOTTOM,
            Image.Transpose.TRANSPOSE,
            Image.Transpose.ROTATE_270,
            Image.Transpose.TRANSVERSE,
            Image.Transpose.ROTATE_90,
        ),
        2,
    )
)


def add(region, file, *, alt):
    """Keep an uploaded file as a Picture of the region and return it.

    The same picture twice is one row, which then gets the new description and stands on the shelf
    again. Raises ValidationError, keyed by field, for what is no picture, is too large, or has no
    description.
    """
    alt = " ".join(alt.split())
    if not alt:
        raise ValidationError({"alt": _("Schrijf op wat er op de afbeelding te zien is.")})
    content, content_type, size = encode(drawn(read(file)))
    row, _created = Picture.objects.update_or_create(
        region=region,
        digest=hashlib.sha256(content).hexdigest(),
        defaults={"alt": alt, "on_shelf": True},
        create_defaults={
            "alt": alt,
            "content": content,
            "content_type": content_type,
            "width": size[0],
            "height": size[1],
        },
    )
    return row


def refuse(sentence):
    raise ValidationError({"file": sentence})


def read(file):
    """The file as a Pillow image that was read to its end."""
    if file.size > LARGEST:
        refuse(_("Dit bestand is groter dan 12 MB. Maak de afbeelding eerst kleiner."))
    if not file.size:
        refuse(_("Dit bestand is leeg."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            check_size(*image.size)
            # Of a JPEG that is much too large, only what is needed is worked out.
            image.draft("RGB", (WIDEST * 2, TALLEST * 2))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        refuse(too_many_pixels())
    except UnidentifiedImageError:
        refuse(unknown(file))
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        refuse(_("Dit bestand is beschadigd of niet helemaal aangekomen. Probeer het opnieuw."))
    return image


def check_size(width, height):
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        refuse(too_many_pixels())


def too_many_pixels():
    return _("Deze afbeelding heeft te veel beeldpunten. Maak haar eerst kleiner.")


def unknown(file):
    file.seek(0)
    start = file.read(500).lower()
    if b"<svg" in start:
        return _("SVG werkt niet in mail. Bewaar de afbeelding als PNG en kies die.")
    if b"ftypheic" in start or b"ftypmif1" in start:
        return _("HEIC van een iPhone werkt niet in mail. Bewaar de foto als JPEG en kies die.")
    return _("Dit is geen afbeelding die in mail werkt. Kies een JPEG, PNG, WebP of GIF.")


def drawn(image):
    """The picture upright, in plain colours, and no larger than a letter needs."""
    image = upright(image)
    sees_through = image.mode in TRANSPARENT or "transparency" in image.info
    image = image.convert("RGBA" if sees_through else "RGB")
    image.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
    return image


def upright(image):
    """Of EXIF only this is read: Pillow's own turning writes all of it anew, and half a tag that a
    program left in a photo is an error there."""
    try:
        turn = UPRIGHT.get(image.getexif().get(HELD))
    except Exception:  # Whatever is wrong with it, the picture itself was read.
        turn = None
    return image if turn is None else image.transpose(turn)


def encode(image):
    """(bytes, content type, (width, height))"""
    # A new one, without what the file told about itself.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    png = saved(bare, "PNG", optimize=True)
    if bare.mode == "RGBA" or len(png) <= LARGEST_PNG:
        return png, "image/png", bare.size
    return saved(bare, "JPEG", quality=QUALITY, progressive=True), "image/jpeg", bare.size


def saved(image, form, **how):
    out = BytesIO()
    # Pillow asks for one buffer of the whole file when it optimizes.
    ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, image.width * image.height)
    image.save(out, form, **how)
    return out.getvalue()


def find(digest):
    """The picture with these bytes, of whichever region, or None."""
    return Picture.objects.filter(digest=digest).first()
