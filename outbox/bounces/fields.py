"""The fields of a machine-readable part: blocks of "Name: value" lines with blank lines between."""

import re

FIELD = re.compile(r"^\s{0,3}([A-Za-z][A-Za-z0-9-]{1,60})\s*:\s?(.*)$")
RECIPIENT = ("original-recipient", "final-recipient", "x-actual-recipient", "x-failed-recipients")
OUTCOME = ("action", "status", "diagnostic-code")
# What a reader of a broken mail can tell a block by.
OF_RECIPIENT = {
    *RECIPIENT, "action", "arrival-date", "diagnostic-code", "dsn-gateway", "final-log-id",
    "last-attempt-date", "original-envelope-id", "received-from-mta", "remote-mta",
    "reporting-mta", "status", "will-retry-until", "x-display-name", "x-postfix-queue-id",
    "x-postfix-sender", "x-supplementary-info",
}  # fmt: skip


def blocks(text):
    """A list of {name in lower case: [values]}, one for each block."""
    found, block, last = [], {}, None
    for line in text.split("\n"):
        if not line.strip():
            if block:
                found.append(block)
            block, last = {}, None
        elif line[0] in " \t" and last:
            block[last][-1] += " " + line.strip()
        elif match := FIELD.match(line):
            last = match[1].lower()
            block.setdefault(last, []).append(match[2].strip())
        elif last and ":" not in line[:40]:
            # A long line that was broken without a blank at its start.
            block[last][-1] += " " + line.strip()
    return [*found, block] if block else found


def of_recipients(text):
    """The blocks about one recipient; those written without a blank line between are parted."""
    found = []
    for block in blocks(text):
        for single in parted(block):
            told = any(name in single for name in OUTCOME)
            if told and any(name in single for name in RECIPIENT):
                found.append(single)
    return found


def parted(block):
    """Split a block that holds several recipients, as field after field was repeated."""
    count = len(block.get("final-recipient", []))
    if count < 2:
        return [block]
    return [
        {name: [values[min(number, len(values) - 1)]] for name, values in block.items()}
        for number in range(count)
    ]


def rescued(source):
    """The lines of a mail that can only be such fields, whatever its boundaries say."""
    kept, last = [], ""
    for line in source.split("\n"):
        match = FIELD.match(line)
        known = match and match[1].lower() in OF_RECIPIENT
        if known or (last and line[:1] in (" ", "\t") and line.strip()):
            kept.append(line)
            last = line
        elif last:
            kept.append("")
            last = ""
    return "\n".join(kept)


def one(block, name):
    return block.get(name, [""])[0]
