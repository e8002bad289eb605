"""One visit of a page, and what is done there."""

from dataclasses import dataclass

from django.urls import reverse

LONG_ADDRESS = "maria-magdalena.van-der-meulen-hoogstraten@installatietechniek.example"


@dataclass(frozen=True)
class Stop:
    title: str
    url: str
    act: object = None


def at(title, name, *args, query="", act=None):
    return Stop(title, reverse(name, args=args) + query, act)


def press(label, page, **fields):
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.get_by_role("button", name=label).click()
