"""The one form in which an e-mail address is stored and compared."""


def clean_email(address):
    """The address without blanks around it, in lower case."""
    return address.strip().lower()
