"""How a register writes places, addresses and house numbers, and how we do."""

import pytest

from internships import schools_cleaning as cleaning


@pytest.mark.parametrize(
    ("written", "readable"),
    [
        ("'S-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("’S-GRAVENZANDE", "'s-Gravenzande"),
        ("'S-HEER ARENDSKERKE", "'s-Heer Arendskerke"),
        ("'T HARDE", "'t Harde"),
        ("ST.-ANNAPAROCHIE", "St.-Annaparochie"),
        ("IJSSELSTEIN UT", "IJsselstein"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("NIEUWERKERK AD IJSSEL", "Nieuwerkerk aan den IJssel"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("Bergen (NH)", "Bergen"),
        ("Haren Gn", "Haren"),
        ("NUENEN CA", "Nuenen c.a."),
        ("DEN HELDER", "Den Helder"),
        ("DE FRYSKE MARREN", "De Fryske Marren"),
        ("TER APEL", "Ter Apel"),
        ("WIJK BIJ DUURSTEDE", "Wijk bij Duurstede"),
        ("REUSEL-DE MIERDEN", "Reusel-De Mierden"),
        ("SUDWEST-FRYSLAN", "Súdwest-Fryslân"),
        ("Etten-Leur", "Etten-Leur"),
        ("EE", "Ee"),
        ("", ""),
    ],
)
def test_a_place_gets_dutch_capitals(written, readable):
    assert cleaning.place(written) == readable


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.pro-assen.nl", "https://www.pro-assen.nl"),
        ("WWW.CDFMAVO.NL", "https://www.cdfmavo.nl"),
        ("www.hondsrugcollege.nl/", "https://www.hondsrugcollege.nl"),
        ("yuverta.nl/vmboHorst", "https://yuverta.nl/vmboHorst"),
        ("http://www.udo.nl", "http://www.udo.nl"),
        ("cvb@aoc-oost.nl", ""),
        ("mailto:cvb@aoc-oost.nl", ""),
        ("0528266192", ""),
        ("0528.266.192", ""),
        ("javascript://www.x.nl/%0Aalert(1)", ""),
        ("http:/www.x.nl", ""),
        ("www.x.nl / www.y.nl", ""),
        ("www." + "x" * 60 + ".nl/" + "y" * 200, ""),
        ("", ""),
    ],
)
def test_only_an_address_that_opens_is_kept_as_website(written, address):
    assert cleaning.website(written) == address


@pytest.mark.parametrize(
    ("parts", "readable"),
    [
        (("7-A",), "7A"),
        (("5-7",), "5-7"),
        (("2-2A",), "2-2A"),
        (("12", "a", "1"), "12A-1"),
        (("1", "", "01"), "1-01"),
        (("",), ""),
    ],
)
def test_a_house_number_is_written_in_one_way(parts, readable):
    assert cleaning.house_number(*parts) == readable
