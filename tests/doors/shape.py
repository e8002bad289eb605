"""One address: who gets through, and what it names."""

from dataclasses import dataclass

EVERYONE = {"leader", "person", "teacher", "admin", "nobody", "stranger"}
LEADERS = {"leader", "stranger leader", "admin"}
OWN_LEADER = {"leader", "admin"}
PUBLIC = EVERYONE | {"anonymous"}


@dataclass(frozen=True)
class Door:
    """`row` is what of the cast's own troupe the address names, `data` what the form names, and
    `refused` what others see. Of `args` the functions are asked with that troupe."""

    name: str
    through: frozenset
    row: str = ""
    method: str = "get"
    args: tuple = ()
    refused: int = 404
    data: str = ""


def door(name, through, row="", **rest):
    return Door(name, frozenset(through), row, **rest)
