"""An invented programme to look around in: every person, company and school contact is fictional.

It is built through the same functions the pages use, on a clock that runs up to now, so what is
shown is what would really have happened.
"""
