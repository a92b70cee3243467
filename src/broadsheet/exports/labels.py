"""The names that people read in the place of terms."""

from __future__ import annotations

__all__ = ["topic_label"]

WORDED = {
    "border_territory": "borders and territory",
    "building_service": "building the service",
    "climate_environment": "climate and environment",
    "defence_security": "defence and security",
    "overseas_community": "nationals abroad",
    "party_state": "party and state",
    "peace_stability": "peace and stability",
}
"""The names of topics that are more than the words of the term."""


def topic_label(topic: str) -> str:
    """The name of a topic.

    >>> topic_label("peace_stability"), topic_label("public_health")
    ('peace and stability', 'public health')
    """
    return WORDED.get(topic, topic.replace("_", " "))
