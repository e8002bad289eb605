"""The two shapes of a page: looking and editing through a scope, doing by a verb."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from core.workflow import IllegalMove


class Scoped:
    """Mixin for generic views: rows outside the scope do not exist (404).

    `scope` names the queryset method that takes the user.
    """

    scope = "visible_to"

    def get_queryset(self):
        return getattr(super().get_queryset(), self.scope)(self.request.user)


def add_errors(form, error):
    """Put a domain's ValidationError at the fields it names; what the form lacks goes on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def saved_or_told(form, field, words, save):
    """What `save()` returns; None where the database refuses the row, with `words` at `field`.

    A form looks first whether a name is free. Of two people who look at the same moment only the
    constraint sees both, and the second is told the same as had it been a minute later.
    """
    try:
        with transaction.atomic():
            return save()
    except IntegrityError:
        form.add_error(field, words)
        return None


def say_error(request, error):
    """A domain's ValidationError as a message, for a verb without a form."""
    words = error.messages if isinstance(error, ValidationError) else [str(error)]
    messages.error(request, " ".join(words))


def take(request, verb, row, /, *, done, late, **facts):
    """Take a verb of a row as the person who asks, and say what came of it.

    `late` is the sentence for when somebody else was first.
    """
    try:
        verb(row, by=request.user, **facts)
    except IllegalMove:
        messages.error(request, late)
    except ValidationError as error:
        say_error(request, error)
    else:
        messages.success(request, done)


def private(response):
    """A page that a key opens, as no search engine may keep it, in the language it is in."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = translation.get_language()
    return response


def local_path(text, otherwise):
    """What `?next=` asks for, as long as it is a path of this site."""
    # Without allowed hosts no address that names a host passes, also not //host or /\host.
    is_local = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_local else otherwise
