"""Short lists that several forms of the procedure offer: a plain yes or no, and the papers that an answer rests on."""

from __future__ import annotations

from lcspr_core.asking import Term

YES_NO = (Term(key="yes", title="Yes"), Term(key="no", title="No"))
# Few, for they are asked beside every reason; the reason says which outline or page it is.
PAPERS = (
    Term(key="referral", title="The referral"),
    Term(key="outlines", title="Outlines from agencies"),
    Term(key="medical", title="Medical information"),
    Term(key="minutes", title="Minutes of an earlier meeting"),
    Term(key="tabled", title="Another paper laid before the meeting"),
)
