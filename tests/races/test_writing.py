"""A newsletter is saved, thrown away and given pictures by several at once."""

import copy
import io
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from newsletters import audience_lines, pictures, writing
from newsletters.models import Condition, Newsletter, Picture
from tests import factories as make
from tests.real_database import at_once

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("shared_database")]


def save(row, body):
    own = copy.copy(row)
    text = {"subject": "Dag", "preheader": "", "body": body}
    empty = dict.fromkeys(text, "")
    texts = {"nl": text, "en": empty}
    return writing.save(own, texts, topic="recruitment", revision=row.revision)


def test_of_four_who_save_at_once_one_is_kept_and_three_are_asked():
    row = make.newsletter(make.region())

    came = at_once(*[partial(save, row, f"Van {number}") for number in range(4)])

    assert sorted(type(one).__name__ for one in came) == ["Stale", "Stale", "Stale", "bool"]
    kept = next(number for number, one in enumerate(came) if one is True)
    assert row.texts.get().body == f"Van {kept}"
    row.refresh_from_db()
    assert row.revision == 2


def test_of_saving_and_throwing_away_at_once_nothing_is_left_by_half():
    row = make.newsletter(make.region())

    saved, thrown_away = at_once(partial(save, row, "Anders"), partial(writing.discard, row))

    assert saved is True or isinstance(saved, writing.Closed)
    assert thrown_away is None
    assert not Newsletter.objects.exists()


def test_of_four_who_change_an_audience_at_once_one_is_kept_and_three_are_asked():
    row = make.audience(make.region(), (0, "branch", "metal"))
    branches = ["construction", "electrical", "mobility", "other"]
    conditions = [Condition(block=0, field="branch", value=branch) for branch in branches]

    came = at_once(
        *[
            partial(audience_lines.save, copy.copy(row), [one], seen=row.revision)
            for one in conditions
        ]
    )

    assert sorted(type(one).__name__ for one in came) == ["Audience", "Stale", "Stale", "Stale"]
    kept = next(number for number, one in enumerate(came) if one == row)
    assert row.conditions.get().value == branches[kept]
    row.refresh_from_db()
    assert row.revision == 2


def upload(region):
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "PNG")
    file = SimpleUploadedFile("foto.png", out.getvalue())
    return pictures.add(region, file, alt="Een lasser").pk


def test_the_same_picture_four_times_at_once_is_one_row():
    region = make.region()

    came = at_once(*[partial(upload, region)] * 4)

    assert came == [Picture.objects.get().pk] * 4
