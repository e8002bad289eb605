"""How well one reads a colour on another, as WCAG 2 works it out."""

# AA, for text of ordinary size.
ENOUGH = 4.5


def ratio(one, other):
    """Between 1 and 21, for two colours like #0e5460."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = map(linear, shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(share):
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
