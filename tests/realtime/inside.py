"""Use cases of realtime that tests call without an entry, and the function that they run in (`recorded_calls.py`)."""

INSIDE = {
    "functions.realtime.service.revocation:heard": "RealtimeQueueFunction",
}
