"""The values that flow through the plugin, with their invariants.

Pure: no disk, no network, no clock. Unknown is ``None``, ids are strings, every
time is aware, every sequence is a tuple.
"""

from pelican_aireport.model.claims import (
    Briefing,
    Claim,
    Details,
    Digest,
    Entity,
    EntityKind,
    Mark,
    Modality,
    Outline,
    Quotation,
    Standing,
    Term,
    Usage,
)
from pelican_aireport.model.reports import (
    ClaimCounts,
    Draft,
    Picture,
    Provenance,
    Report,
    Status,
)
from pelican_aireport.model.tweets import (
    Cluster,
    Counts,
    Drop,
    DropReason,
    Engagement,
    Selection,
    Tweet,
    TweetKind,
)
from pelican_aireport.model.windows import (
    Period,
    Window,
)

__all__ = [
    "Briefing",
    "Claim",
    "ClaimCounts",
    "Cluster",
    "Counts",
    "Details",
    "Digest",
    "Draft",
    "Drop",
    "DropReason",
    "Engagement",
    "Entity",
    "EntityKind",
    "Mark",
    "Modality",
    "Outline",
    "Period",
    "Picture",
    "Provenance",
    "Quotation",
    "Report",
    "Selection",
    "Standing",
    "Status",
    "Term",
    "Tweet",
    "TweetKind",
    "Usage",
    "Window",
]
