"""Every table there is: importing this module fills the metadata (migrations, tests)."""

from __future__ import annotations

from consultation import outbox
from consultation.accounts import models as accounts
from consultation.db import Base
from consultation.dossiers import models as dossiers
from consultation.jobs import heartbeat
from consultation.parties import models as parties
from consultation.publications import models as publications
from consultation.questions import models as questions
from consultation.record import models as record
from consultation.review import models as review
from consultation.vault import models as vault

MODULES = (
    accounts,
    dossiers,
    heartbeat,
    outbox,
    parties,
    publications,
    questions,
    record,
    review,
    vault,
)
METADATA = Base.metadata
