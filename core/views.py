"""The two shapes of a page: looking and editing through a scope, doing by a verb."""

from django.contrib import messages
from django.core.exceptions import ValidationError


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


def say_error(request, error):
    """A domain's ValidationError as a message, for a verb without a form."""
    words = error.messages if isinstance(error, ValidationError) else [str(error)]
    messages.error(request, " ".join(words))
