"""What somebody may change about themselves."""

from django import forms

from accounts.models import User


class Profile(forms.ModelForm):
    """Own name and language. The address has a page of its own: it must be confirmed first."""

    class Meta:
        model = User
        fields = ["first_name", "infix", "last_name", "language"]
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "language": forms.RadioSelect,
        }
