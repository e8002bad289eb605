"""What mail servers write when they refuse a mail, and what it says about the address.

Only an answer about the address itself makes it dead: a full mailbox is emptied, a blocked sender
is unblocked, and a mail that was too large or looked like spam says nothing about who should read
it. Where an answer says both, it is not held against the address.
"""

import re


def any_of(*phrases):
    """One search for all of them; a blank stands for any blanks, also the end of a line."""
    joined = "|".join(phrases).replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(f"(?<![a-z])(?:{joined})", re.IGNORECASE)


FULL = any_of(
    r"mailbox (for \S+ )?(is |was |has been |size )?(currently |temporarily )?(full|" "exceed)",
    "(inbox|mailbox|mail box|postbus|postvak|postfach|account|user|"
    r"recipient)[^.\n]{0,40}(\bfull\b|over ?quota|over its|exceeded|\bvol\b|\bvoll\b|"
    "überfüllt|storage|quota)",
    r"(over|exceed\w*|out of|insufficient|not enough|no)[ -](the |its |his |their |"
    "maximum |your |allocated |allotted )*(quota|storage|disk ?space|system storage|"
    "space|mail(box)? size)", "over ?quota",
    "quota (is )?(exceeded|exceed|full|violation|overschreden|überschritten)",
    "disk(space)? (quota|full)", "mailbox_?quota", "mailfolder is full", "maildir over",
    "QuotaExceeded", "storage allocation", r"unable to .{0,30}\(?quota", "boîte .{0,20}pleine",
    "temporarily over", "overdrawn", "mail ?quota", "isn't enough disk space",
    "(buzón|casella) .{0,20}(llen[oa]|pien[oa])",
)  # fmt: skip

SENDER = any_of(
    r"sender (e-?mail )?(address )?(\S+ )?(is |was )?(rejected|denied|verif|unknown|"
    "not|invalid|domain|refused|blocked|access)",
    "(from|sender'?s?|return[- ]path|envelope) (address|domain)", "bad (sender|return|originat)",
    "domain of sender", "sender (id|policy|ip)", "client host", "bad sender's", "MAIL FROM",
    r"unrout\w+ sender", r"sender ?(:|is) ?<?\S+> ?(rejected|refused)",
    "your (ip|host|server|domain|mail server|e-?mail address)", "reverse (dns|lookup|hostname)",
    r"\brdns\b", r"\bptr\b", r"\bhelo\b", r"\behlo\b", "cannot find your",
    "sender not", "from domain", "verify (the )?(sender|your)", "reverse path",
    "sending (domain|address|host|server|ip)", r"\(sender\)", "for (the )?sender",
    "domain must resolve", "unresolvable sender", "user not found in from", "envelope sender",
    "originator", "backscatter",
    "not (a |permitted )?(member|allowed|permitted|authori[sz]ed) to (post|send)", "authenticat",
    r"\bauth\b", "from: domain", r"valid from\b", "my name was",
)  # fmt: skip

# Against the mail or who sent it. Said beside "no such user" it leaves the address in doubt.
POLICY = any_of(
    "spam", "black ?list", "block(ed)? ?list", r"\b[dr]bl\b", "blocked", "blocking", "barracuda",
    "sorbs", "polic(y|ies)", "reputation", "virus", "malware", "phish", "banned", "unsolicited",
    "dmarc", "dkim", "dnssec", "tlsa", r"\bdane\b", r"\bspf\b", "junk",
    "content (was |is )?(rejected|denied|filter)",
    "relay(ing)?( access)? (is )?(denied|not|prohibited|disallowed)", "relaying",
    "unable to relay", "not (allowed|permitted) to relay", "we do(n't| not) relay", "grey ?list",
    "gray ?list", "delisted", "permission to", "(may|might) (not|no longer)", "possibl[ey]",
    "perhaps", r"loop(ing|s)?\b", r"due to \S+ preferences", "abus(e|ive)",
    r"administrat\w+ (prohibit|block|deny|reject)",
)  # fmt: skip
# Too general to weigh against an answer about the address; without one they are the answer.
REFUSAL = any_of(
    "bulk", r"(message|mail|content) (\S+ )?(was |is |has been )?(rejected|refused|denied|"
    "discarded|filtered)", "access denied", "prohibit", "suspicious", "attachment", "refus",
    "rejected", "restrict", "complaint", r"\b(rfc|compliant)", "whitelist", "security",
    "authori[sz]ed", "permission", "signature", "transaction failed", "filter", "language",
    "denied", "not accept", "not wanted", "administrat", "not allowed",
)  # fmt: skip

SIZE = any_of(
    "(message|mail|bericht|nachricht|e-?mail|size|body|"
    r"header)[^.\n]{0,40}(too (large|big|long)|te groot|zu groß|exceeds?|larger|"
    "greater|limit)", "too (large|big) (message|mail)?", "size (limit|exceed)",
    "exceeds (the )?(fixed |maximum |max |size )", "trop (gros|volumineux)",
    "maximum (message )?(size|length)", "too many (recipients|hops|rcpt)",
)  # fmt: skip

PASSING = any_of(
    "try (it )?(again|later)", r"temporar\w+", "tempor(är|aire)", "later again", "tijdelijk",
    "timed? ?-?out", "time-?out", "connection (refused|reset|closed|lost|dropped|died|broken)",
    "expired", "too (many|much|fast|quickly|old|long)", "rate( |-)?(limit|that)", "throttl",
    "defer", "unreachable",
    "(couldn't|can(no|')t|not|unable to) (be )?(able to )?(make )?(connect|establish|" "contact)",
    "(could ?n[o']t|cannot|unable to) reach (the |remote )?(host|server|domain|mx)",
    r"(host|server|mx) (\S+ )?(could not|cannot) be reached", "no route", "overload", "busy",
    "not (respond|answer)", "no answer", r"\bloop", "too many", "hop count", "delivery time",
    "retry", "been (in the queue|queued|delayed)", "queue(d)? (too|for|lifetime|time)",
    "greylist", "insufficient", "servfail", "in progress", "name server", "resources",
    "system error",
    "(local|internal|software|server|unexpected|protocol|configuration|config) error",
    "i/o error", "over an? (hour|day)", "starttls", r"\btls\b", "certificate", "handshake",
    "unavailable at", "undeliverable (for|within)", r"after \d+ (hours|days)",
    r"for (more than |over )?\d+ (hours|days)", "is only accepting", "maintenance",
)  # fmt: skip

PERSON = (
    r"(user|recipient|mailbox|account|address|e-?mail address|mail ?box|inbox|username|person|"
    r"addressee|customer|subscriber|alias|destination|rcpt|member|user ?id|mail account|"
    r"e-?mail account|mail address|local ?part|mail user|gebruiker|ontvanger|adres|e-?mailadres|"
    r"empfänger(adresse)?|benutzer|postfach|postvak|adresse?|konto|destinataire|utilisateur|usuario|"
    r"destinatario|cuenta|utente|resolver\.adr\.\w+)"
)
ENDED = (
    r"(disabled|inactive|deactivated|discontinued|closed|cancell?ed|terminated|expired|deleted|"
    r"removed|abandoned|decommissioned|retired|dormant|uitgeschakeld|opgeheven|gesperrt|deaktiviert|"
    r"gelöscht)"
)
UNKNOWN = any_of(
    "(no|not a|aucun|geen|kein|isn't an?) (such |valid |known |local |existing |"
    "active |(?:solche[rn]? )|dergelijke )*" + PERSON + r"\b(?! (has|space|quota|action|input))",
    "no such (recipient|address|person|local|mail|name|destination|one|id)", r"nosuch\w+",
    "not our (customer|user|member)",
    "(un-?known|non[- ]?existen[td]|in-?valid|inexistent|unrecogni[sz]ed|bad|"
    "unbekannte[rs]?|unbekannt|onbekende?|ongeldige?|inconnue?|ungültige[rs]?|"
    r"desconocid[oa]|illegal|inactive|dead|undefined|unrout\w+) (local |e-?mail |"
    "mail |virtual |destination |final |delivery |recipient |forward |"
    "mailbox )*(user|recipient|mailbox|account|address|local-?part|alias|username|"
    "person|rcpt|gebruiker|ontvanger|adres|e-?mailadres|empfänger|benutzer|adresse|"
    r"usuario|utilisateur|destinat\w+)", PERSON +
    r"('?s? (address|name|mailbox|account))?(?:[^.\n]|\.\b){0,60}?( |\W)(is |was |are |were |"
    "has been |wordt |werd |kan |kon |ist |est |hat )?(currently |"
    r"permanently )?(not (be )?(found|known|exist\w*|valid|listed|recogni[sz]ed|"
    "active|(yet )?activated|here|present|registered|a valid|defined|local|hosted|"
    "our|on (this|our))|un-?known|invalid|non[- ]?existen[td]|bestaat niet|"
    "niet ((worden )?gevonden|bekend|bestaat)|onbekend|unbekannt|nicht (gefunden|bekannt|"
    "vorhanden|gültig)|existiert nicht|inconnue?|n'existe pas|introuvable|no existe|"
    "desconocid[oa]|does ?n[o']t exist|do(es|s)?n't exist|does not exist|didn't exist|"
    "cannot be found|could ?n[o']t be found|(was|is)n't found|couldn't be found|"
    r"no longer (exist\w*|valid|in use|available|active|accept\w*|used|with|works?))",
    "does ?n[o']t (have|own) (an?|any) .{0,40}(account|mailbox)", r"doesn't have an? \S+ account",
    r"(account|mailbox|user|address|postvak|postfach|konto)( \S+){0,5}? (is|was|been|"
    r"wordt|wurde|ist) (\w+ )?" + ENDED + r"\b", "(account|mailbox|user|address) " + ENDED +
    r"\b", ENDED + " (e-?mail |recipient )?(account|mailbox|user|address)",
    "(is )?a deactivated mailbox", "unrouteable (mail )?(address|domain)",
    "unroutable (address|domain)", "RecipNotFound",
    r"ADR\.(ExRecipNotFound|RecipNotFound|InvalidSmtp)", "user ?unknown", "unknown ?user",
    "recipient ?(unknown|not ?found)", "wasn't found (at|on|in)",
    "no mailbox (here )?by that name", "address (couldn't|could not|wasn't) (be )?found",
    "@ (does ?n[o']t exist|is unknown)",
    "(mailbox|recipient|address) (name )?not (allowed|found|known)",
    "(does not|doesn't) like recipient", "not listed in (domino|public name|(the )?directory)",
    "not in (my|the) .{0,20}(list|directory)", "no account (by|with)", "no user by",
    "(has )?left (the |our )?(company|organi[sz]ation|school)", "werkt (hier )?niet meer",
    "user .{0,40} not exist", "addressee unknown", "this address no longer",
    "(unable|failed) to (find|resolve|look ?up) (the )?(user|recipient|mailbox|alias)",
    "recipient address(es)? rejected ?: (undeliverable|(user )?unknown)",
    "no one at this address", "not an active (user|address|account|mailbox)", "nessun utente",
    "(no existe|no se (ha )?encontr[óa](do)?) (ese |esa |dicha |el |la |este |esta )?(persona|"
    "usuario|cuenta|direcci[óo]n|buz[óo]n)", "(casilla|cuenta) ha expirado",
    "has been replaced by",
    "invalid recipient", "address unknown", "unknown address", "not a known user",
    "isn't a known", r"does not (have|match) an?\b.{0,30}(mailbox|account|recipient)",
    "recipient is invalid", "undefined mailbox", r"\bhas moved", "adres bestaat niet",
    "niet gevonden (op|bij|in)", "mailbox not (found|active|exist)",
    "account that you tried to reach (does not|is (disabled|inactive))", "not our user",
)  # fmt: skip
# "Not found, no access, or not allowed", or with a code for now: busy.
UNAVAILABLE = any_of(
    "mailbox ([@<> ]* ?)?(is )?(unavail?able|not available)",
)  # fmt: skip
# Exchange writes it of an address that it does not know, with 5.4.1; Postfix of one that is closed
# to us, with 5.7.1.
DENIED = any_of(
    "recipient address(es)? rejected ?: access denied",
)  # fmt: skip
# Then the answer is about us, even with the code of an unknown reader.
SENDER_REFUSED = any_of(
    r"sender (e-?mail )?(address |domain )?(\S+ )?(rejected|unknown|invalid|does|not|"
    r"is|was)\b", "domain of sender", "sender verif", "return[- ]path", "mail from address",
    "call ?back", "callout",
    r"too many (\w+ )?(invalid|unknown|bad|wrong|non-?existent) (recipient|user|address)",
)  # fmt: skip
NO_DOMAIN = any_of(
    "(host|domain|domein|hostname|server|"
    r"rechner)( name)?( or domain( name)?)?[^.\n]{0,60}?( |\W)(not found|"
    "(is )?unknown|does ?n[o']t exist|does not exist|isn't exist|niet gevonden|"
    r"bestaat niet|non[- ]?exist\w+|couldn't be found|could not be found|"
    "cannot be found|nicht gefunden|not exist|has no (mx|mail))",
    "(unknown|no such|bad|invalid|illegal|non[- ]?existent|onbekend) (host|domain|"
    "destination host|address domain|mail domain)", "nxdomain", "null ?mx",
    "no (valid )?(mx|a|mail exchanger?) (record|or a record|host|server)",
    r"(host|domain|domein|hostname|server|rechner)( name)? \S{1,200} (is |was )?(not found|unknown|"
    "does ?n[o']t exist|does not exist|bestaat niet|niet gevonden|nicht gefunden)",
    "no (mail )?servers? (for|found)", "dns domain .{0,80} does not exist",
    "couldn't find any host", "does not accept mail",
    "domain (is )?(not (valid|found|known|exist)|invalid|unknown)",
    "all relevant mx records point to non-existent hosts", "no mail exchange", "hosts? not found",
    "unknown domain", "no mail hosts?", "unrouteable mail domain",
    "domain .{0,60}(does not|doesn't) receive", "accepts no mail", "address lookup failed",
    "no dns entry", "name or service not", "indicated no smtp service",
    "all host address lookups failed", r"5\.1\.0 address rejected",
)  # fmt: skip

WAITING = any_of(
    "warning only", "do(es)? not need to (resend|re-?send|do)",
    "(will|shall|going to) (be )?(continue|keep|retr|try|attempt)",
    "(still|continue) (to )?(try|be (try|retr)|retry|attempt|being)",
    "not yet been (delivered|possible)", "not (yet )?(been )?delivered yet", "delayed",
    "delay of", "(no action is|you need do nothing|don't need to do)",
    "wordt (nog|opnieuw) geprobeerd", "vertraagd", "verzögert", "will be retried",
    "nog niet (bezorgd|afgeleverd)", "delivery attempts will continue", "retrying",
    "could not be delivered (for|within) .{0,20}yet", "will keep trying",
    r"blij(ft|ven) het .{0,40}proberen", "wordt nog geprobeerd",
)  # fmt: skip
# "Check the address and try again" is said of an address that does not exist.
TRY_AGAIN = any_of(
    "try (it )?again later", "try later", "not found, try again", r"temporar\w+", "tijdelijk",
    "tempor(är|aire)", "servfail", "in progress", "rate that",
)  # fmt: skip
GAVE_UP = any_of(
    "(giving|given|gave) up", "failed permanently", "permanent(ly)? (error|fail)",
    "last (attempt|try)", "no (further|more) attempts", "(has been|was) (returned|bounced)",
    "not (be )?(going to )?tr(y|ied) again", "won't be tried", "fatal errors",
    "(no longer|not) (be )?(attempt|retr)",
    "could ?n[o']t be delivered to (one or more|the following|these|some)",
)  # fmt: skip
UNDELIVERED = any_of(
    "(not|n't|never|nicht|niet|pas) (be |been |possible to |être )?(deliver|"
    "zugestellt|afgeleverd|bezorgd|sent|send|remis|reach|complete)", "undeliver",
    r"deliver\w* (to|of|has|attempt)?.{0,60}(fail|abort|unsuccess)", "fail(ed|ure)", "returned",
    "rejected", "bounced", "unable to", "could ?n[o']t", "cannot", "problem", "error",
    "unzustellbar", "onbestelbaar", "unknown",
)  # fmt: skip
ARRIVED = any_of(
    "(was|were|has been|have been|is) (successfully )?(delivered|relayed)",
    "successful(ly)? deliver", "delivery .{0,40} successful", "successful mail delivery",
)  # fmt: skip
