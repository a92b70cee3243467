"""From texts to draft records in a folder that people edit."""

from broadsheet.drafts.ingest import Ingested, ingest

__all__ = ["Ingested", "ingest"]
