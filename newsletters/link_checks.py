"""What is wrong with the links and buttons of a newsletter, by their shape: nobody is called up."""

import ipaddress
import re
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from newsletters import blocks, hyperlinks, merging

IN_HOUSE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "test", "invalid")
VAGUE = {
    "klik hier", "hier", "lees meer", "meer", "link", "deze link", "klik", "lees verder",
    "click here", "here", "read more", "more", "this link", "click",
}  # fmt: skip
BARE_DOMAIN = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:nl|com|org|eu|net|be|de)\b)", re.IGNORECASE)


def check(node):
    """(level, sentence) of everything wrong with a Link or a Button."""
    words = blocks.plain(node.nodes)
    wrong = address(node, words)
    if wrong:
        yield wrong
    if not words:
        yield "warn", _("Een link heeft geen woorden. Schrijf tussen de haken waar hij heen gaat.")
    elif words.lower().strip(" .!:>") in VAGUE and not isinstance(node, blocks.Button):
        yield (
            "warn",
            _("„%(words)s” zegt niet waar de link heen gaat. Noem de pagina.") % {"words": words},
        )


def address(node, words):
    """(level, sentence) of what is wrong with where it leads, or None."""
    url, named = node.url.strip(), {"words": words or node.url, "url": node.url[:100]}
    if not url:
        if isinstance(node, blocks.Button):
            return "stop", _("De knop „%(words)s” heeft geen adres.") % named
        return "stop", _("De link „%(words)s” heeft geen adres.") % named
    if any(isinstance(piece, merging.Field) for piece in merging.pieces(url)):
        return "stop", _("In het adres van „%(words)s” kan geen veld staan.") % named
    if not hyperlinks.usable(url):
        if BARE_DOMAIN.match(url):
            return "stop", _("Zet https:// voor het adres %(url)s.") % named
        return "stop", _("„%(url)s” is geen adres waar een link heen kan.") % named
    path = hyperlinks.own_path(url)
    return own_page(path, named) if path else elsewhere(urlsplit(url), named)


def own_page(path, named):
    try:
        found = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return "stop", _("De pagina %(url)s bestaat niet op dit portaal.") % named
    if getattr(found.func, "login_required", True):
        return "warn", _("Voor de pagina %(url)s moet een lezer eerst inloggen.") % named
    return None


def elsewhere(parts, named):
    if parts.scheme == "mailto":
        is_good = hyperlinks.MAILBOX.fullmatch(parts.path)
        return None if is_good else ("stop", _("„%(url)s” is geen mailadres.") % named)
    if parts.scheme == "tel":
        is_good = hyperlinks.NUMBER.fullmatch(parts.path)
        return None if is_good else ("stop", _("„%(url)s” is geen telefoonnummer.") % named)
    if is_in_house(parts.hostname):
        return "stop", _("Het adres %(url)s werkt alleen binnen je eigen netwerk.") % named
    if not hyperlinks.HOST.fullmatch(parts.hostname):
        return "stop", _("„%(url)s” is geen adres waar een link heen kan.") % named
    if parts.scheme == "http":
        return "warn", _(
            "Het adres %(url)s begint met http. Probeer of het met https werkt."
        ) % named
    return None


def is_in_house(host):
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host.rstrip(".").rpartition(".")[2] in IN_HOUSE
