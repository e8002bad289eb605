"""Pictures: what is taken, what is refused in which words, and what is served."""

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from newsletters import pictures
from newsletters.models import Picture
from tests import factories as make

pytestmark = pytest.mark.django_db


def opened(row):
    return Image.open(io.BytesIO(row.content))


def add(region, file, alt="Een lasser"):
    return pictures.add(region, file, alt=alt)


def refusal(region, file, alt="Een lasser"):
    with pytest.raises(ValidationError) as refused:
        add(region, file, alt)
    assert not Picture.objects.exists()
    return refused.value.message_dict


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_kept_as_one_that_every_mail_program_shows(region, upload, form):
    row = add(region, upload((40, 30), form))

    assert opened(row).format in ("PNG", "JPEG")
    assert (row.width, row.height) == (40, 30)
    assert row.content_type == f"image/{opened(row).format.lower()}"
    assert row.alt == "Een lasser"


def noise(size):
    return Image.effect_noise(size, 90).convert("RGB")


def file_of(image, form="JPEG", **how):
    out = io.BytesIO()
    image.save(out, form, **how)
    return SimpleUploadedFile("foto.jpg", out.getvalue())


def test_a_photo_is_made_as_wide_as_a_letter_needs(region):
    row = add(region, file_of(noise((3000, 2000)), quality=60))

    assert (row.width, row.height) == (1200, 800)
    assert row.content_type == "image/jpeg"


def test_what_one_can_see_through_stays_so(region):
    row = add(region, file_of(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG"))

    assert (row.content_type, opened(row).mode) == ("image/png", "RGBA")


def test_a_photo_is_turned_upright_and_tells_nothing_of_its_maker(region):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telefoon van Sanne"
    exif.get_ifd(0x8825)[1] = "N"
    image = noise((400, 200))

    row = add(region, file_of(image, exif=exif, comment=b"thuis", quality=95))

    assert (row.width, row.height) == (200, 400)
    assert dict(opened(row).getexif()) == {}
    assert b"Sanne" not in row.content
    assert b"thuis" not in row.content


def test_of_a_moving_picture_the_first_is_kept(region):
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]

    row = add(region, file_of(frames[0], "GIF", save_all=True, append_images=frames[1:]))

    assert opened(row).convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    assert getattr(opened(row), "n_frames", 1) == 1


def test_the_same_picture_twice_is_one_row_with_the_last_description(region, upload):
    first = add(region, upload(colour="red"))
    second = add(region, upload(colour="red"), alt="Anders")
    add(make.region(), upload(colour="red"))

    assert first == second
    assert region.pictures.get().alt == "Anders"
    assert Picture.objects.count() == 2


@pytest.mark.parametrize("alt", ["", "  \n "])
def test_a_picture_without_description_is_refused(region, upload, alt):
    assert refusal(region, upload(), alt) == {
        "alt": ["Schrijf op wat er op de afbeelding te zien is."]
    }


SMALL = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def bomb(width, height):
    """A PNG that says it is this large, and holds nothing."""
    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 0, 0, 0, 0])
    chunk = b"IHDR" + head
    data = b"IDAT" + zlib.compress(b"")
    parts = [len(head).to_bytes(4), chunk, zlib.crc32(chunk).to_bytes(4)]
    parts += [(len(data) - 4).to_bytes(4), data, zlib.crc32(data).to_bytes(4)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PIXELS = "Deze afbeelding heeft te veel beeldpunten. Maak haar eerst kleiner."
DAMAGED = "Dit bestand is beschadigd of niet helemaal aangekomen. Probeer het opnieuw."
LARGE = "Dit bestand is groter dan 12 MB. Maak de afbeelding eerst kleiner."
SVG = "SVG werkt niet in mail. Bewaar de afbeelding als PNG en kies die."
HEIC = "HEIC van een iPhone werkt niet in mail. Bewaar de foto als JPEG en kies die."
OTHER = "Dit is geen afbeelding die in mail werkt. Kies een JPEG, PNG, WebP of GIF."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b"Hallo, ik ben tekst", OTHER),
        (b"<html><script>alert(1)</script>", OTHER),
        (b"%PDF-1.4", OTHER),
        (b"BM" + b"\0" * 60, OTHER),
        (SMALL, OTHER),
        (bomb(20_001, 1), PIXELS),
        (bomb(1, 20_001), PIXELS),
        (bomb(20_000, 20_000), PIXELS),
        (bomb(50_000, 50_000), PIXELS),
        (b"\0" * (12 * 1024 * 1024 + 1), LARGE),
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', SVG),
        (b"\0\0\0\x18ftypheic" + b"\0" * 30, HEIC),
    ],
    ids=range(13),
)
def test_what_is_no_picture_for_mail_is_refused_in_a_clear_sentence(region, content, sentence):
    file = SimpleUploadedFile("foto.jpg", content)

    assert refusal(region, file) == {"file": [sentence]}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_that_did_not_arrive_whole_is_refused(region, form):
    whole = file_of(noise((300, 300)), form).read()

    assert refusal(region, SimpleUploadedFile("f.png", whole[: len(whole) // 2])) == {
        "file": [DAMAGED]
    }


def address(digest):
    return reverse("picture", args=[digest])


def test_everybody_may_see_it_and_a_browser_keeps_it(client, region, upload):
    row = add(region, upload())

    answer = client.get(address(row.digest))

    assert answer.content == row.content
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    etag = answer.headers["ETag"]
    assert client.get(address(row.digest), headers={"if-none-match": etag}).status_code == 304


def test_it_is_not_kept_as_private_when_somebody_is_signed_in(on, region, upload):
    row = add(region, upload())

    answer = on(make.user()).get(address(row.digest))

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_was_never_there_is_not_found(client):
    assert client.get(address("0" * 64)).status_code == 404


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_photo_with_half_a_tag_is_set_upright_all_the_same(region, form):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x011A] = 72.0
    content = file_of(Image.new("RGB", (40, 30)), form, exif=exif).read()
    # The resolution is said to be a text.
    wrong = exif.tobytes().replace(b"\x01\x1a\x00\x05", b"\x01\x1a\x00\x02")
    content = content.replace(exif.tobytes()[6:], wrong[6:])

    row = add(region, SimpleUploadedFile("foto", content))

    assert (row.width, row.height) == (30, 40)
