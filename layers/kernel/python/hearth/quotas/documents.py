"""Quotas of documents."""

from hearth.quotas import Quota

DOCUMENTS = Quota(
    name="documents",
    counts="documents",
    of="org",
    default=20_000,
    full="The organization has as many documents as it may.",
    parameter="QuotaDocuments",
    description="Documents of one organization, those in the bin left out.",
)
DOCUMENTS_A_DAY = Quota(
    name="documents_a_day",
    counts="documents",
    of="person",
    daily=True,
    default=1_000,
    full="You have made as many documents as you may today.",
    parameter="QuotaDocumentsADay",
    description="Documents that one person may make in a day (UTC).",
)
STORAGE = Quota(
    name="storage",
    counts="storage",
    unit="byte",
    of="org",
    default=10 * 2**30,
    full="The organization's storage is full.",
    parameter="QuotaStorageBytes",
    description="Bytes of pictures in the documents of one organization.",
)

QUOTAS = (DOCUMENTS, DOCUMENTS_A_DAY, STORAGE)
