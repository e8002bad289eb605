"""Mails about hours that nobody has to think of, and who would get one now.

Three kinds, each one mail per address: to participants who fall behind, to schools where lines
wait, and to leaders a digest of what needs them. Each leaves once per period of the cohort's rule,
at the first moment that is allowed, so a missed run is made up for later in that period. They stop
by themselves: who caught up, or has nothing waiting, is not found any more. What wrote a mail is
asked again when it leaves.
"""
