"""Whole numbers in what came from outside: an address, a hidden field, an answer of a server."""

# What both databases can compare a column with: 64 bits, of which one is the sign.
MOST = 2**63 - 1


def whole_number(text, most=MOST):
    """The number, 0 to `most`, that these digits are, or None for every other text.

    Not `int`: that refuses thousands of digits with an error, and takes " -1_000" for a number.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        return None
    number = int(text)
    return number if number <= most else None
