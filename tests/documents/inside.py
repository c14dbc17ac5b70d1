"""Use cases of documents that tests call without an entry, and the function that they run in (`recorded_calls.py`)."""

INSIDE = {
    "functions.documents.service.fold:fold": "DocumentsQueueFunction",
    "functions.documents.service.purge:purge": "DocumentsQueueFunction",
    "functions.documents.service.purge:purge_all": "DocumentsQueueFunction",
}
