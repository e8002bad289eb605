"""Newsletters of the region of the printed leader: their looks, and two that are being written."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from hto_portal.demo.story import SHOWN_LEADER
from hto_portal.demo.world import at
from newsletters import pictures, writing
from newsletters.models import Letterhead, Topic

PETROL, SAND, ORANGE, PALE = "#0e5460", "#fbf7ee", "#e58a00", "#dcebe9"
RECRUITING = """## Jouw vak voor de klas

Hallo {{voornaam|daar}},

Je weet als geen ander hoe het moet. In de regio zoeken scholen mensen die dat aan leerlingen \
laten zien. Als *hybride techniekopleider* blijf je aan het werk en sta je een paar uur per week \
voor de klas.

![](picture:{workshop})

### Wat je doet

- elke twee weken een middag les
- **80 uur** meelopen op een vmbo of mbo bij jou in de buurt
- na negen maanden een certificaat dat scholen kennen

[[volgende groep]]

[knop: Lees hoe het werkt](/regions/{slug}/)

Twijfel je of je genoeg ervaring hebt? Antwoord op deze mail, dan bellen we je.
"""
MEETING = """## Kom een avond kijken

Hallo {{voornaam|daar}},

Op donderdag vertellen drie HTO'ers uit de {{branche|techniek}} hoe hun week eruitziet. Je krijgt \
een rondleiding door het praktijklokaal, en er is soep.

![](picture:{classroom})

[knop: Kijk waar het is](/regions/{slug}/)

Tot dan!
"""
EVENING = """## Come and have a look one evening

Hello {{voornaam|there}},

On Thursday three technicians who teach tell what their week looks like. You get a tour of the \
workshop, and there is soup.

![](picture:{classroom})

[knop: See where it is](/regions/{slug}/)

See you then!
"""


def build(world):
    place = SHOWN_LEADER[0]
    region, leader = world.regions[place], world.leaders[place]
    shelf = {
        "slug": region.slug,
        "workshop": add(region, workshop(), "Een bankschroef op een werkbank").pk,
        "classroom": add(region, classroom(), "Een praktijklokaal met vier werktafels").pk,
    }
    Letterhead.objects.create(
        region=region,
        name=f"HTO {region.name}",
        logo=add(region, logo(), f"Logo van HTO {region.name}"),
        sender=f"HTO {region.name}, Voorbeeldkade 1, 3011 AA Rotterdam",
        reply_to="nieuwsbrief@portaal.example",
    )
    write(
        world,
        region,
        leader,
        back=3,
        topic=Topic.RECRUITMENT,
        nl=(
            "{voornaam|Dag}, jouw vak voor de klas?",
            "Naast je baan, in negen maanden",
            RECRUITING,
        ),
        shelf=shelf,
    )
    write(
        world,
        region,
        leader,
        back=1,
        topic=Topic.MEETINGS,
        nl=("Een avond in het praktijklokaal", "Donderdag, met soep", MEETING),
        en=("An evening in the workshop", "Thursday, with soup", EVENING),
        shelf=shelf,
    )


def write(world, region, leader, *, back, topic, shelf, **typed):
    now = at(world.workday(back), 16, 40)
    row = writing.begin(region, topic=topic, subject=typed["nl"][0], by=leader, now=now)
    texts = writing.texts_of(row)
    for language, (subject, preheader, body) in typed.items():
        words = body.format(**shelf)
        texts[language] = {"subject": subject, "preheader": preheader, "body": words}
    writing.save(row, texts, topic=topic, revision=row.revision)


def add(region, image, alt):
    out = io.BytesIO()
    image.save(out, "PNG")
    return pictures.add(region, SimpleUploadedFile("tekening.png", out.getvalue()), alt=alt)


def canvas(size, ground):
    image = Image.new("RGB", size, ground)
    return image, ImageDraw.Draw(image)


def logo():
    """A cog with a book in it."""
    image, draw = canvas((240, 240), SAND)
    for turn in range(12):
        tooth = Image.new("RGBA", (240, 240))
        ImageDraw.Draw(tooth).rectangle((106, 10, 134, 60), fill=ORANGE)
        tooth = tooth.rotate(turn * 30, Image.Resampling.BICUBIC)
        image.paste(tooth, (0, 0), tooth)
    draw.ellipse((34, 34, 206, 206), fill=PETROL)
    draw.polygon([(70, 92), (120, 106), (120, 166), (70, 152)], fill=SAND)
    draw.polygon([(170, 92), (120, 106), (120, 166), (170, 152)], fill=PALE)
    return image


def workshop():
    """A vice on a bench, in front of a board with tools."""
    image, draw = canvas((1200, 600), PALE)
    draw.rectangle((80, 60, 1120, 360), fill=SAND, outline=PETROL, width=6)
    for number, height in enumerate((180, 150, 200, 130, 170, 190, 140)):
        left = 150 + number * 135
        draw.rectangle((left, 100, left + 24, 100 + height), fill=PETROL)
        draw.rectangle((left - 14, 100, left + 38, 130), fill=ORANGE)
    draw.rectangle((0, 480, 1200, 600), fill="#8a5a1d")
    draw.rectangle((470, 400, 730, 480), fill=PETROL)
    draw.rectangle((470, 340, 530, 400), fill=PETROL)
    draw.rectangle((610, 340, 670, 400), fill=PETROL)
    draw.rectangle((670, 360, 830, 380), fill="#4b565a")
    draw.ellipse((820, 330, 850, 410), fill=ORANGE)
    return image


def classroom():
    """Four benches before a board with a drawing on it."""
    image, draw = canvas((1200, 600), SAND)
    draw.rectangle((220, 60, 980, 300), fill=PETROL)
    draw.line([(300, 240), (460, 120), (620, 220), (780, 110), (900, 180)], fill=SAND, width=8)
    for number in range(4):
        left = 90 + number * 270
        draw.rectangle((left, 420, left + 210, 450), fill=ORANGE)
        for leg in (left + 14, left + 180):
            draw.rectangle((leg, 450, leg + 16, 560), fill="#4b565a")
        draw.ellipse((left + 75, 340, left + 135, 400), fill=PALE, outline=PETROL, width=5)
    return image
