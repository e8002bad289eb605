// Tells that a tagged link (?via=code) was opened from elsewhere: the code alone, no cookie, nothing kept.
const code = new URLSearchParams(location.search).get("via");
const cameFromHere = document.referrer.startsWith(`${location.origin}/`);
if (code && !cameFromHere) navigator.sendBeacon("/visits/", new URLSearchParams({ via: code }));
