"""Quotas of documents."""

from hearth.keys.documents import templates_usage
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
TEMPLATES = Quota(
    name="templates",
    counts="templates",
    of="org",
    default=500,
    full="The organization has as many templates as it may.",
    parameter="QuotaTemplates",
    description="Templates of documents that the people of one organization have made.",
    at=templates_usage,
)

QUOTAS = (DOCUMENTS, DOCUMENTS_A_DAY, STORAGE, TEMPLATES)
