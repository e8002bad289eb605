"""Invented Dutch people, with every difficulty their names bring."""

from typing import NamedTuple

from django.utils.text import slugify

from core import names
from core.search import fold

FIRST_NAMES = (
    "Aart", "Abdel", "Achmed", "Alexander", "André", "Anouk", "Arie", "Aydın", "Bart", "Bas",
    "Bilal", "Björn", "Bram", "Carla", "Cees", "Chantal", "Chloé", "Çağlar", "Daan", "Daniëlle",
    "Danny", "Dennis", "Dirk", "Edwin", "Eelco", "Emre", "Erik", "Esmée", "Ferdi", "Floor",
    "François", "Frits", "Gerrit", "Gijs", "Hakan", "Hanneke", "Harm", "Hendrik", "Henk", "Ingrid",
    "Ivo", "Jaap", "Jeroen", "Jesse", "Jo-Anne", "Joël", "Johan", "Joris", "José", "Jurriën",
    "Kees", "Kemal", "Klaas", "Koen", "Lars", "Leendert", "Loïs", "Maaike", "Marcel", "Martijn",
    "Mehmet", "Menno", "Michiel", "Mirjam", "Mohamed", "Nienke", "Noël", "Omar", "Orlando", "Özlem",
    "Patrick", "Peter", "Piet", "Priya", "Radjesh", "Renée", "Rick", "Robbert", "Roel", "Ronald",
    "Ruben", "Rutger", "Sandra", "Şenay", "Sjoerd", "Stefan", "Søren", "Thijs", "Thérèse", "Tjeerd",
    "Tomasz", "Wesley", "Wiebe", "Willem", "Wouter", "Xander", "Youssef", "Yvonne", "Zoë",
)  # fmt: skip
# Main word, or "infix|main word".
LAST_NAMES = (
    "Aalbers", "Achterberg", "Akkerman", "van|Beek", "van den|Berg", "van der|Berg", "Bakker",
    "de|Boer", "Bosch", "ten|Brink", "van den|Broek", "Bruinsma", "de|Bruijn", "Çelik", "Claassen",
    "Coşkun", "van|Dam", "Dekker", "van|Dijk", "Dijkstra", "Doğan", "van|Doorn", "Dubois",
    "Duin-Bos", "El|Amrani", "El|Idrissi", "van der|Ende", "Engelen", "de|Graaf", "de|Groot",
    "de|Haan", "Haddou", "'t|Hart", "van der|Heijden", "Hendriks", "van 't|Hof", "van der|Hoeven",
    "ter|Horst", "Huizinga", "IJzerman", "van|IJzendoorn", "in 't|Veld", "Jansen",
    "Jansen-de Vries", "de|Jong", "Kaya", "van|Kempen", "Keizer", "Klomp", "Kowalski",
    "van der|Kooij", "Kramer", "Kuipers", "van der|Laan", "de|Lange", "van|Leeuwen", "Łukasik",
    "Maas", "van der|Meer", "Meijer", "Mulder", "Müller", "Nguyễn", "van|Nistelrode", "Öztürk",
    "Olde Monnikhof", "op den|Camp", "Pereira", "Pietersen", "van der|Ploeg", "Postma", "Prins",
    "Ramdin", "Reijnders", "de|Ruiter", "van|Rooij", "Sahin", "Scholten", "Schröder", "van|Schaik",
    "Smeets", "Smit", "van der|Steen", "Tadesse", "van|Tol", "van den|Tweel", "uit den|Bogaard",
    "Veenstra", "Verbeek", "Vermeulen", "Visser", "van|Vliet", "de|Vries", "van de|Water",
    "Wiersma", "de|Wit", "Wójcik", "Yılmaz", "van der|Zanden", "Zijlstra",
    "van|Zuylen van Nijevelt",
)  # fmt: skip


class Person(NamedTuple):
    first_name: str
    infix: str
    last_name: str

    @property
    def full_name(self):
        return names.full_name(*self)

    @property
    def columns(self):
        return self._asdict()

    def address(self, domain):
        """jan.van.den.berg@…, in plain letters as an address is."""
        return f"{slugify(fold(self.full_name)).replace('-', '.')}@{domain}"


class People:
    """Hands out people nobody had before: two never share an address."""

    def __init__(self, rng, taken=()):
        self.rng = rng
        self.taken = {person.address("x") for person in taken}

    def next(self):
        while True:
            infix, _bar, last = f"|{self.rng.choice(LAST_NAMES)}".rpartition("|")
            person = Person(self.rng.choice(FIRST_NAMES), infix.strip("|"), last)
            if person.address("x") not in self.taken:
                self.taken.add(person.address("x"))
                return person
