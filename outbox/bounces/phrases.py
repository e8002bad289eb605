"""What mail servers write when they refuse a mail, and what it says about the address.

Only an answer about the address itself makes it dead: a full mailbox is emptied, a blocked sender
is unblocked, and a mail that was too large or looked like spam says nothing about who should read
it. Where an answer says both, it is not held against the address.
"""

import re


def any_of(*phrases):
    """One search for all of them; a blank stands for any blanks, also the end of a line."""
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(f"(?<![a-z])(?:{joined})", re.IGNORECASE)


FULL = any_of(
    r"mailbox (for \S+ )?(is |was |has been |size )?(currently |temporarily )?(full|exceed)",
    r"(inbox|mailbox|mail box|postbus|postvak|postfach|account|user|recipient)[^.\n]{0,40}"
    r"(\bfull\b|over ?quota|over its|exceeded|\bvol\b|\bvoll\b|überfüllt|storage|quota)",
    r"(over|exceed\w*|out of|insufficient|not enough|no)[ -](the |its |his |their |maximum |your |"
    r"allocated |allotted )*(quota|storage|disk ?space|system storage|space|mail(box)? size)",
    r"over ?quota", r"quota (is )?(exceeded|exceed|full|violation|overschreden|überschritten)",
    r"disk(space)? (quota|full)", r"mailbox_?quota", r"mailfolder is full", r"maildir over",
    r"QuotaExceeded", r"storage allocation", r"unable to .{0,30}\(?quota", r"boîte .{0,20}pleine",
    r"temporarily over", r"overdrawn", r"mail ?quota", r"isn't enough disk space",
    r"(buzón|casella) .{0,20}(llen[oa]|pien[oa])",
)  # fmt: skip

SENDER = any_of(
    r"sender (e-?mail )?(address )?(\S+ )?(is |was )?(rejected|denied|verif|unknown|not|invalid|"
    r"domain|refused|blocked|access)", r"(from|sender'?s?|return[- ]path|envelope) (address|domain)",
    r"bad (sender|return|originat)", r"domain of sender", r"sender (id|policy|ip)", r"client host",
    r"bad sender's", r"MAIL FROM", r"unrout\w+ sender", r"sender ?(:|is) ?<?\S+> ?(rejected|refused)",
    r"your (ip|host|server|domain|mail server|e-?mail address)", r"reverse (dns|lookup|hostname)",
    r"\brdns\b", r"\bptr\b", r"\bhelo\b", r"\behlo\b", r"cannot find your", r"callout",
    r"sender not", r"from domain", r"verify (the )?(sender|your)", r"reverse path",
    r"domain must resolve", r"unresolvable sender", r"user not found in from", r"envelope sender",
    r"originator", r"backscatter", r"not (a |permitted )?(member|allowed|permitted|authori[sz]ed) to"
    r" (post|send)", r"authenticat", r"\bauth\b", r"from: domain", r"valid from\b", r"my name was",
)  # fmt: skip

# Against the mail or who sent it. Said beside "no such user" it leaves the address in doubt.
POLICY = any_of(
    r"spam", r"black ?list", r"block(ed)? ?list", r"\b[dr]bl\b", r"blocked", r"blocking", r"barracuda",
    r"sorbs", r"polic(y|ies)", r"reputation", r"virus", r"malware", r"phish", r"banned",
    r"unsolicited", r"dmarc", r"dkim", r"\bspf\b", r"content (was |is )?(rejected|denied|filter)",
    r"junk", r"relay(ing)?( access)? (is )?(denied|not|prohibited|disallowed)", r"relaying",
    r"unable to relay", r"not (allowed|permitted) to relay", r"we do(n't| not) relay", r"grey ?list",
    r"gray ?list", r"delisted", r"permission to", r"may not exist", r"loop(ing|s)?\b", r"due to \S+ preferences", r"abus(e|ive)", r"administrat\w+ (prohibit|block|deny|reject)",
)  # fmt: skip
# Too general to weigh against an answer about the address; without one they are the answer.
REFUSAL = any_of(
    r"bulk", r"(message|mail|content) (\S+ )?(was |is |has been )?(rejected|refused|denied|discarded|"
    r"filtered)", r"access denied", r"prohibit", r"suspicious", r"attachment", r"refus", r"rejected",
    r"restrict", r"complaint", r"\b(rfc|compliant)", r"whitelist", r"security", r"authori[sz]ed",
    r"permission", r"signature", r"transaction failed", r"filter", r"language", r"denied",
    r"not accept", r"not wanted", r"administrat", r"not allowed",
)  # fmt: skip

SIZE = any_of(
    r"(message|mail|bericht|nachricht|e-?mail|size|body|header)[^.\n]{0,40}(too (large|big|long)|"
    r"te groot|zu groß|exceeds?|larger|greater|limit)", r"too (large|big) (message|mail)?",
    r"size (limit|exceed)", r"exceeds (the )?(fixed |maximum |max |size )", r"trop (gros|volumineux)",
    r"maximum (message )?(size|length)", r"too many (recipients|hops|rcpt)",
)  # fmt: skip

PASSING = any_of(
    r"try (it )?(again|later)", r"temporar\w+", r"tempor(är|aire)", r"later again", r"tijdelijk",
    r"timed? ?-?out", r"time-?out", r"connection (refused|reset|closed|lost|dropped|died|broken)",
    r"expired", r"too (many|much|fast|quickly|old|long)", r"rate( |-)?(limit|that)", r"throttl",
    r"defer", r"unreachable", r"(couldn't|can(no|')t|not|unable to) (be )?(able to )?(make )?"
    r"(connect|establish|contact)", r"(could ?n[o']t|cannot|unable to) reach (the |remote )?"
    r"(host|server|domain|mx)", r"(host|server|mx) (\S+ )?(could not|cannot) be reached", r"no route", r"overload", r"busy",
    r"not (respond|answer)", r"no answer", r"\bloop", r"too many", r"hop count", r"delivery time",
    r"retry", r"been (in the queue|queued|delayed)", r"queue(d)? (too|for|lifetime|time)",
    r"greylist", r"insufficient", r"servfail", r"name server", r"resources", r"system error",
    r"(local|internal|software|server|unexpected|protocol|configuration|config) error", r"i/o error",
    r"over an? (hour|day)", r"starttls", r"\btls\b", r"certificate", r"handshake", r"unavailable at",
    r"undeliverable (for|within)", r"after \d+ (hours|days)", r"for (more than |over )?\d+ (hours|days)",
    r"is only accepting", r"maintenance",
)  # fmt: skip

PERSON = (
    r"(user|recipient|mailbox|account|address|e-?mail address|mail ?box|inbox|login|username|"
    r"person|addressee|customer|subscriber|alias|destination|rcpt|member|user ?id|id|mail account|"
    r"e-?mail account|mail address|local ?part|mail user|gebruiker|ontvanger|adres|e-?mailadres|"
    r"empfänger(adresse)?|benutzer|postfach|postvak|adresse?|konto|destinataire|utilisateur|usuario|"
    r"destinatario|cuenta|utente|resolver\.adr\.\w+)"
)
UNKNOWN = any_of(
    r"(no|not a|any|aucun|geen|kein|isn't an?) (such |valid |known |local |existing |active |"
    r"(?:solche[rn]? )|dergelijke )*" + PERSON + r"\b(?! (has|space|quota))",
    r"no such (recipient|address|person|local|mail|name|destination|one|id)", r"nosuch\w+",
    r"not our (customer|user|member)",
    r"(un-?known|non[- ]?existen[td]|in-?valid|inexistent|unrecogni[sz]ed|incorrect|bad|unbekannte[rs]?"
    r"|unbekannt|onbekende?|ongeldige?|inconnue?|ungültige[rs]?|desconocid[oa]|illegal|inactive|dead|"
    r"undefined|unrout\w+) (local |e-?mail |mail |virtual |destination |final |delivery |recipient |"
    r"forward |mailbox )*(user|recipient|mailbox|account|address|local-?part|alias|username|person|"
    r"rcpt|gebruiker|ontvanger|adres|e-?mailadres|empfänger|benutzer|adresse|usuario|utilisateur|"
    r"destinat\w+)",
    PERSON + r"('?s? (address|name|mailbox|account))?[^.\n]{0,60}?( |\W)(is |was |are |were |has been |"
    r"wordt |werd |ist |est |hat )?(currently |permanently )?(not (be )?(found|known|exist\w*|valid|"
    r"listed|recogni[sz]ed|active|(yet )?activated|here|present|registered|a valid|defined|local|"
    r"hosted|our|on (this|our))|un-?known|invalid|non[- ]?existen[td]|bestaat niet|niet (gevonden|"
    r"bekend|bestaat)|onbekend|unbekannt|nicht (gefunden|bekannt|vorhanden|gültig)|existiert nicht|"
    r"inconnue?|n'existe pas|no existe|desconocid[oa]|does ?n[o']t exist|do(es)?n't exist|does not "
    r"(exist|have)|didn't exist|cannot be found|could ?n[o']t be found|(was|is)n't found|"
    r"couldn't be found|no longer (exist\w*|valid|in use|available|active|accept\w*|used|with|works?))",
    r"does ?n[o']t (have|own) (an?|any) .{0,40}(account|mailbox)", r"doesn't have an? \S+ account",
    r"has (no|been (permanently )?(closed|deleted|removed|terminated|cancel\w+|discontinued|"
    r"deactivated|disabled))", r"(account|mailbox|user|address|e-?mail)\b[^.\n]{0,50}\b(disabled|"
    r"inactive|deactivated|discontinued|closed|cancel\w*|terminated|expired|deleted|removed|"
    r"abandoned|decommissioned|retired|dormant|uitgeschakeld|opgeheven|gesperrt|deaktiviert|gelöscht)",
    r"(disabled|inactive|deactivated|discontinued|closed|deleted|abandoned|expired) (e-?mail )?"
    r"(account|mailbox|user|address)", r"unrouteable (mail )?(address|domain)", r"unroutable",
    r"RecipNotFound", r"ADR\.(ExRecipNotFound|RecipNotFound|InvalidSmtp)", r"user ?unknown",
    r"unknown ?user", r"recipient ?(unknown|not ?found)", r"wasn't found (at|on|in)",
    r"address (couldn't|could not|wasn't) ", r"no mailbox (here )?by that name",
    r"(mailbox|recipient|address) (name )?not (allowed|found|known)", r"(does not|doesn't) like recipient",
    r"not listed in (domino|public name|directory|the directory)", r"not in (my|the) .{0,20}(list|"
    r"directory)", r"(has )?left (the |our )?(company|organi[sz]ation|school)", r"no account (by|with)",
    r"werkt (hier )?niet meer", r"user .{0,40} not exist", r"mailbox unavailable", r"no user",
    r"addressee unknown", r"cannot deliver mail to .{0,60}not", r"(unable|failed) to (find|resolve|look ?up)"
    r" (the )?(user|recipient|mailbox|alias)", r"this address no longer", r"recipient address rejected: "
    r"(unverified|undeliverable|access denied|(user )?unknown)", r"invalid recipient", r"address unknown",
    r"unknown address", r"address does not", r"not a known user", r"isn't a known", r"no longer exist",
    r"does not (have|match) an?\b.{0,30}(mailbox|account|recipient)", r"no (mx|valid) ?recipients?",
    r"user doesn't", r"\bnot exist", r"user (name )?(is )?unknown", r"recipient is invalid",
    r"undefined mailbox", r"\bhas moved", r"adres bestaat niet", r"niet gevonden (op|bij|in)",
    r"account that you tried to reach (does not|is (disabled|inactive))", r"mailbox disabled",
    r"bestaat niet", r"not our user", r"retired", r"mailbox not",
)  # fmt: skip

NO_DOMAIN = any_of(
    r"(host|domain|domein|hostname|server|rechner)( name)?( or domain( name)?)?[^.\n]{0,60}?( |\W)"
    r"(not found|(is )?unknown|does ?n[o']t exist|does not exist|isn't exist|niet gevonden|bestaat "
    r"niet|non[- ]?exist\w+|couldn't be found|could not be found|cannot be found|nicht gefunden|"
    r"not exist|has no (mx|mail))",
    r"(unknown|no such|bad|invalid|illegal|non[- ]?existent|onbekend) (host|domain|destination host|"
    r"address domain|mail domain)", r"nxdomain", r"null ?mx", r"no (mx|a|mail exchanger?) (record|"
    r"or a record|host|server)", r"no (mail )?servers? (for|found)", r"dns domain .{0,80} does not exist",
    r"couldn't find any host", r"does not accept mail", r"domain (is )?(not|invalid|unknown)",
    r"all relevant mx records point to non-existent hosts", r"no mail exchange", r"hosts? not found",
    r"unknown domain", r"no mail hosts?", r"unrouteable mail domain", r"domain .{0,60}(does not|doesn't)"
    r" receive", r"accepts no mail", r"address lookup failed", r"no dns entry", r"name or service not",
    r"indicated no smtp service", r"all host address lookups failed", r"5\.1\.0 address rejected",
)  # fmt: skip

WAITING = any_of(
    r"warning only", r"do(es)? not need to (resend|re-?send|do)", r"(will|shall|going to) (be )?(continue|"
    r"keep|retr|try|attempt)", r"(still|continue) (to )?(try|be (try|retr)|retry|attempt|being)",
    r"not yet been (delivered|possible)", r"not (yet )?(been )?delivered yet", r"delayed", r"delay of",
    r"(no action is|you need do nothing|don't need to do)", r"wordt (nog|opnieuw) geprobeerd",
    r"vertraagd", r"verzögert", r"will be retried", r"nog niet (bezorgd|afgeleverd)",
    r"delivery attempts will continue", r"retrying", r"could not be delivered (for|within) .{0,20}yet",
    r"will keep trying",
)  # fmt: skip
TRY_AGAIN = any_of(r"try (it )?(again|later)", r"temporar\w+", r"tijdelijk", r"servfail", r"later",
    r"tempor(är|aire)")  # fmt: skip
GAVE_UP = any_of(
    r"(giving|given|gave) up", r"failed permanently", r"permanent(ly)? (error|fail)", r"last (attempt|try)",
    r"no (further|more) attempts", r"(has been|was) (returned|bounced)",
    r"not (be )?(going to )?tr(y|ied) again", r"won't be tried", r"fatal errors", r"(no longer|not)"
    r" (be )?(attempt|retr)",
)  # fmt: skip
UNDELIVERED = any_of(
    r"(not|n't|never|nicht|niet|pas) (be |been |possible to |être )?(deliver|zugestellt|afgeleverd|"
    r"bezorgd|sent|send|remis|reach|complete)", r"undeliver", r"deliver\w* (to|of|has|attempt)?.{0,60}"
    r"(fail|abort|unsuccess)", r"fail(ed|ure)", r"returned", r"rejected", r"bounced", r"unable to",
    r"could ?n[o']t", r"cannot", r"problem", r"error", r"unzustellbar", r"onbestelbaar", r"unknown",
)  # fmt: skip
