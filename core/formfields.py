"""Form fields that read Dutch notation and give back what was typed when it is wrong."""

from datetime import date
from html import escape

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from core import dates, mailboxes, postcodes
from core.numbers import whole_number


class NativeOrText(forms.TextInput):
    """A phone's own picker, as long as it can show the value.

    A picker shows nothing for a value it does not understand, so what was typed wrong
    goes into a plain text input: otherwise it would be lost.
    """

    def __init__(self, *, read, attrs=None):
        super().__init__(attrs)
        self.read = read

    def format_value(self, value):
        """Return the value as the picker wants it, or as it was typed."""
        if _is_blank(value):
            return None
        try:
            return self.as_native(self.read(value))
        except ValidationError:
            return str(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.fits(value):
            # A picker shows its own example, and HTML allows it no other.
            context["widget"]["attrs"].pop("placeholder", None)
        else:
            context["widget"]["type"] = "text"
        return context

    def fits(self, value):
        try:
            self.read(value)
        except ValidationError:
            return False
        return True


class LongSelect(forms.Select):
    """A select of hundreds of options: Django would run a template for each of them.

    Everything is escaped here, by hand: `format_html` per option would take a third of the page.
    """

    def render(self, name, value, attrs=None, renderer=None):
        chosen = self.format_value(value)
        options = "".join(
            f'<option value="{escape(str(key))}"{" selected" if str(key) in chosen else ""}>'
            f"{escape(str(label))}</option>"
            for key, label in self.choices
        )
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return SafeString(f"<select{attributes}>{options}</select>")


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows by their keys; a key that is no number of a row is one that is not there."""

    def clean(self, value):
        # Django asks for all keys in one question, which breaks on a number of more than 64 bits.
        for key in value or ():
            if whole_number(str(key)) is None:
                params = {"value": str(key)[:20]}
                raise ValidationError(self.error_messages["invalid_choice"], "invalid", params)
        return super().clean(value)


class DayInput(NativeOrText):
    input_type = "date"

    def as_native(self, value):
        return value.isoformat()


class DutchDateField(forms.Field):
    """A date in every notation of `core.dates.parse`, or from the phone's own picker."""

    default_error_messages = {"required": _("Kies een datum.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", DayInput(read=read_day, attrs={"placeholder": _("dd-mm-jjjj")}))
        super().__init__(**kwargs)

    def to_python(self, value):
        return read_day(value)


class PostcodeField(forms.CharField):
    """A postcode, repaired to "1234 AB"."""

    default_error_messages = {"required": _("Vul een postcode in, bijvoorbeeld 1234 AB.")}

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "postal-code", "autocapitalize": "characters", "size": 8}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        return text if text in self.empty_values else postcodes.clean(text)


def read_day(value):
    """Return a date or None; raise ValidationError."""
    if _is_blank(value):
        return None
    if isinstance(value, date):
        return dates.as_day(value)
    return _refusing(dates.DateError, dates.parse, str(value), today=timezone.localdate())


def _is_blank(value):
    return value is None or not str(value).strip()


def _refusing(error_type, read, *args, **kwargs):
    try:
        return read(*args, **kwargs)
    except error_type as error:
        raise ValidationError(str(error), code="invalid") from error


class MailboxField(forms.EmailField):
    """An e-mail address in the one form in which it is stored."""

    # `mailboxes.read` says in a sentence what is wrong.
    default_validators = ()

    def __init__(self, **options):
        options = {"label": _("E-mailadres"), "max_length": mailboxes.LONGEST, **options}
        super().__init__(**options)

    def to_python(self, value):
        typed = super().to_python(value)
        return mailboxes.read(typed) if typed else typed


class PhoneField(PhoneNumberField):
    """A phone number; without a country it is a Dutch one."""

    default_error_messages = {
        "invalid": _(
            "Dit telefoonnummer klopt niet. Schrijf het als 06 12345678 of +32 470 12 34 56."
        )
    }


class OwnMailboxField(MailboxField):
    """The address of whoever fills in the form."""

    default_error_messages = {"required": _("Vul je e-mailadres in.")}

    def __init__(self, **options):
        attrs = {"autocomplete": "email", "inputmode": "email"}
        super().__init__(widget=forms.EmailInput(attrs=attrs), **options)
