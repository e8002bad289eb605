"""The privacy statement that people read before they send a form."""

# Kept with everything that is sent: it says which text somebody saw. A change of what
# templates/recruitment/privacy.html promises is a new version.
VERSION = "2026-11-28"
