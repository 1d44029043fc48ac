"""A week to count: rows as the archive gives them, records made by projecting real feedback events."""

from datetime import UTC, datetime, timedelta
from typing import Any

from graphs.research.digest import refs_in, summarise, to_markdown
from graphs.vocabulary.digests import WeekRows
from graphs.vocabulary.feedback import SCHEMA_VERSION, FeedbackEvent, project

WEEK = "2026-W47"
ZONE = "Europe/Paris"
MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


class Week:
    """Collects shots, takes and feedback of one production; `rows` gives them as the archive would."""

    def __init__(self) -> None:
        self.shots: list[dict[str, Any]] = []
        self.takes: list[dict[str, Any]] = []
        self.events: list[FeedbackEvent] = []
        self.minute = 0

    def shot(self, name: str, state: str = "open") -> str:
        self.shots.append({"id": f"s-{name}", "name": name, "state": state, "created_at": self.now()})
        return f"s-{name}"

    def take(self, shot: str, number: int = 1, **changed: Any) -> str:
        row = {
            "id": f"t-{shot}-{number}",
            "shot_id": f"s-{shot}",
            "shot_name": shot,
            "number": number,
            "kind": "take",
            "state": "screened",
            "camera": "animatic",
            "model": "animatic-1",
            "seed": number,
            "created_at": self.now(),
            "clip_ref": f"T1/C1/{shot}.{number}",
        }
        self.takes.append(row | changed)
        return str(self.takes[-1]["id"])

    def says(self, take: str | None, person: str, **changed: Any) -> str:
        """One record on a take: praise of the lighting unless it is `changed`."""
        self.minute += 1
        body = record(f"r{len(self.events)}", take, person, self.now()) | changed
        if take:
            body["shot_id"] = next((t["shot_id"] for t in self.takes if t["id"] == take), None)
        self.insert(body["record_id"], "recorded", body)
        return str(body["record_id"])

    def reacts(self, take: str | None, person: str, emoji: str, valence: float | None, **changed: Any) -> str:
        raw = raw_ref(f"{self.minute}.0", "reaction_added") | {"emoji_raw": emoji}
        pos = (valence or 0) >= 0
        shape = {
            "source": "reaction",
            "raw_ref": raw,
            "aspect": "overall",
            "sentiment": "pos" if pos else "neg",
            "valence": valence,
            "intent": "praise" if pos else "rejection",
            "quote": None,
        }
        return self.says(take, person, **(shape | changed))

    def insert(self, record_id: str, kind: Any, body: dict[str, Any] | None = None) -> None:
        self.events.append(FeedbackEvent(record_id, kind, "U1", MONDAY, str(len(self.events)), body or {}))

    def now(self) -> str:
        return (MONDAY + timedelta(minutes=self.minute)).isoformat()

    @property
    def rows(self) -> WeekRows:
        return WeekRows(tuple(self.shots), tuple(self.takes), tuple(project(self.events).values()))


def record(record_id: str, take: str | None, person: str, at: str) -> dict[str, Any]:
    """A whole feedback record: somebody's written praise of a take's lighting."""
    return {
        "record_id": record_id,
        "schema_version": SCHEMA_VERSION,
        "taxonomy_version": "1.0.0",
        "workspace_id": "T1",
        "production_id": "p1",
        "thread_id": "T1/C1/1.0",
        "take_id": take,
        "rater_id": person,
        "rater_role": "dp",
        "permission_role": "crew",
        "source": "text",
        "raw_ref": raw_ref(f"{record_id}.0", "message"),
        "aspect": "lighting",
        "sentiment": "pos",
        "intent": "praise",
        "timecodes": [],
        "quote": "love the light",
        "extractor": {"name": "rules", "version": "1"},
        "confidence": 0.7,
        "consent": "stats_only",
        "created_at": at,
        "subject": "take",
        "exposure": {"others_visible": 0},
    }


def raw_ref(ts: str, kind: str) -> dict[str, Any]:
    return {"team": "T1", "channel": "C1", "ts": ts, "kind": kind}


def fault(aspect: str = "camera_movement", **more: Any) -> dict[str, Any]:
    """What makes a record name a fault."""
    return {"aspect": aspect, "sentiment": "neg", "intent": "defect", "quote": "the push is too fast", **more}


def verdict(word: str) -> dict[str, Any]:
    """What makes a record the director's verdict."""
    return {"verdict": word, "permission_role": "director", "intent": "approval"}


def summary(week: Week, **kwargs: Any) -> dict[str, Any]:
    """The week counted."""
    return summarise(week.rows, WEEK, ZONE, **kwargs)


def told(week: Week, *, so_far: bool = False) -> str:
    """The week told, with an address for each ref."""
    counted = summary(week)
    links = {key: f"https://film.example/archives/{key}" for key in refs_in(counted)}
    return to_markdown(counted, links, so_far=so_far)
