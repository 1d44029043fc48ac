"""The names of buttons and forms: what a press carries back. A subject is a kind and an id ("take:5f", "shot:9a")."""

ROLL = "roll"
CANCEL = "cancel"
CIRCLE = "circle"
UNCIRCLE = "uncircle"
HOLD = "hold"
NG = "ng"
AGAIN = "again"
RETRY = "retry"
EDIT = "edit"
NOTES = "notes"
ORIGINAL = "original"
MORE = "more"  # the [...] of a card; its options carry "action subject"

ACTED_ON = (ROLL, CANCEL, CIRCLE, UNCIRCLE, HOLD, NG, AGAIN, RETRY)
OPENED = (EDIT, NOTES, ORIGINAL)  # these open a view at once and leave nothing behind

LABELS = {
    ROLL: "Roll it",
    CANCEL: "Cancel",
    CIRCLE: "Circle",
    UNCIRCLE: "Uncircle",
    HOLD: "Hold",
    NG: "NG",
    AGAIN: "Again",
    RETRY: "Try again",
    EDIT: "Edit",
    NOTES: "Notes",
    ORIGINAL: "Original",
}


def of_take(id: str) -> str:
    """The subject of a button that acts on a take."""
    return f"take:{id}"


def of_shot(id: str) -> str:
    """The subject of a button that acts on a shot."""
    return f"shot:{id}"
