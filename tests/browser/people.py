"""What people in each role do, in a browser of their own."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from core import dates
from tests.browser import mails, scene
from tests.browser.signing_in import type_password


def days_ago(number):
    return timezone.localdate() - datetime.timedelta(days=number)


class Visitor:
    def __init__(self, page):
        self.page = page

    def press(self, name):
        self.page.get_by_role("button", name=name).click()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def fill(self, **fields):
        """Fill fields by the name they have in the form."""
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").fill(str(value))

    def reads(self, text):
        expect(self.page.locator("main")).to_contain_text(text)


class Leader(Visitor):
    def log_in(self):
        type_password(self.page, scene.LEADER, scene.WAY_IN)
        self.reads("Vandaag")

    def make_cohort(self, name):
        self.follow("Nieuwe groep")
        self.page.get_by_label("Opleider").select_option(label="Hogeschool Rotterdam")
        self.fill(name=name, start_on=days_ago(30), end_on=days_ago(-200))
        self.press("Maak de groep")
        self.reads("gepland")
        self.press("Open voor aanmelding")
        self.press("Start de groep")
        self.reads("gestart")
        return self.page.url

    def admit(self, first_name, infix, last_name, email):
        self.follow("Deelnemer toelaten")
        self.fill(first_name=first_name, infix=infix, last_name=last_name, email=email)
        self.press("Toelaten en uitnodigen")
        self.reads("krijgt een uitnodiging")

    def propose(self, school, **teacher):
        """Look up the school, add its teacher, and ask for a placement."""
        self.follow("stel een school voor")
        self.fill(q=school)
        self.press("Zoek")
        self.follow(school)
        self.follow("Voeg een begeleider toe")
        self.fill(**teacher)
        self.page.get_by_label("bevoegd docent").check()
        self.press("Opslaan")
        self.page.get_by_label("Stagebegeleider").select_option(index=1)
        self.press("Vraag de school")
        self.reads("voorgesteld")


class Participant(Visitor):
    def __init__(self, page, email):
        super().__init__(page)
        self.email = email

    def accept_invitation(self):
        self.page.goto(mails.link_in(mails.wait_for(self.email, "welkom")))
        self.press("Stuur mij een inlogcode")
        code = mails.code_in(mails.wait_for(self.email, "code"))
        self.page.get_by_label("Code uit de mail").fill(code)
        self.press("Inloggen")

    def log(self, duration, day, kind):
        self.fill(worked_on=day, duration=duration)
        self.page.get_by_label(kind).check()
        self.press("Opslaan")
        self.reads("Opgeslagen")

    def repair(self, duration):
        self.follow("Verbeteren")
        self.fill(duration=duration)
        self.press("Opnieuw indienen")
        self.reads("De regel wacht nu op de school")

    def figures(self):
        """The sentence above the bar and the lengths the bar is drawn with."""
        self.page.goto("/hours/")
        bar = self.page.locator(".ruler .ruler-confirmed")
        track = self.page.locator(".ruler .ruler-track")
        share = bar.bounding_box()["width"] / track.bounding_box()["width"]
        return " ".join(self.page.locator(".log-figure").inner_text().split()), round(100 * share)


class Teacher(Visitor):
    def __init__(self, page, email):
        super().__init__(page)
        self.email = email

    def open_link(self, subject):
        link = mails.link_in(mails.wait_for(self.email, subject))
        self.page.goto(link)
        return link

    def look(self, link):
        """What the page behind the link says."""
        assert self.page.goto(link).status == 200
        return self.page.locator("main").inner_text()

    def sign(self, name, button):
        self.page.get_by_label("Uw naam of initialen").fill(name)
        self.press(button)

    def send_back(self, day, reason):
        line = self.page.get_by_role("listitem").filter(has_text=dates.day_label(day))
        line.get_by_role("checkbox").uncheck()
        line.get_by_label("Deze regel gaat terug, omdat").select_option(label=reason)
