"""A week that most tests of the digest begin with."""

import pytest

from tests.research.week import Week, fault, verdict


@pytest.fixture
def scene() -> Week:
    """Two takes of one shot: liked by two, a note, a circle on the first."""
    week = Week()
    week.shot("14C")
    first, second = week.take("14C", 1), week.take("14C", 2)
    week.take("14C", 1, id="p1", kind="previs", clip_ref="T1/C1/9.9")
    week.reacts(first, "U2", "fire", 0.9)
    week.reacts(first, "U3", "+1", 0.8)
    note = {"raw_ref": {"team": "T1", "channel": "C1", "ts": "5.5", "kind": "message"}}
    week.says(first, "U2", **note)
    week.says(first, "U2", **fault(), **note, timecodes=[{"in_s": 3.0}])
    week.says(first, "U1", **verdict("circle"), source="reaction", aspect="overall", quote=None)
    week.says(second, "U3", **fault("lighting", quote="too dark"), permission_role="ad", rater_role="unknown")
    return week
