"""Use cases of identity that tests call without an entry, and the function that they run in (`recorded_calls.py`)."""

INSIDE = {
    "functions.identity.picture:take_in": "IdentityPicture",
    "functions.identity.service.closing:delete_due": "IdentitySchedule",
}
