"""Reading a page the way a browser and a screen reader do."""

import re

import html5lib

INLINE = re.compile(r"""<[^>]+\s(style|on\w+)=|<style|<script(?![^>]*(\ssrc=|application/json))""")
NAMELESS = re.compile(r"<(a|button)\b[^>]*>\s*</")


def check(response, status=200):
    """The text of a page that is valid HTML, has a title and one h1, and nothing inline."""
    html = response.content.decode()
    assert response.status_code == status
    html5lib.HTMLParser(strict=True).parse(html)
    assert INLINE.findall(html) == []
    assert html.count("<h1") == 1
    assert NAMELESS.findall(html) == []
    assert re.search(r"<title>\s*\S.+ · HTO-portaal</title>", html, re.DOTALL)
    return html


def code_in(mail):
    """The login code stands alone on its line."""
    return re.search(r"^\d{4} \d{4}$", mail.body, re.MULTILINE)[0]


def link_in(mail):
    return re.search(r"^http\S+$", mail.body, re.MULTILINE)[0]


def sign_in(client, person, mailoutbox):
    """Sign in the way people do: with a code from the mail."""
    client.post("/accounts/login/code/", {"email": person.email})
    return client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[-1])})
