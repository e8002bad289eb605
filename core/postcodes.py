"""The Dutch postcode: four digits, two letters."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# PostNL issues no code that starts with 0, nor the letters SA, SD and SS.
POSTCODE = re.compile(r"([1-9][0-9]{3})((?!SA|SD|SS)[A-Z]{2})")
NOISE = re.compile(r"[\s.\-–\u200b]+")


def clean(text):
    """Return "1234 AB" for "1234ab", "1234-AB" or "NL 1234 AB"; raise ValidationError."""
    code = NOISE.sub("", text or "")
    code = code.upper().removeprefix("NL") if code.isascii() else ""
    match = POSTCODE.fullmatch(code)
    if not match:
        raise ValidationError(
            _("Schrijf een postcode als 1234 AB: vier cijfers en twee letters."),
            code="invalid",
        )
    return f"{match[1]} {match[2]}"
