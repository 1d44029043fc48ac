"""The names of buttons and forms: what a press carries back. A subject is a kind and an id ("take:5f", "shot:9a")."""

ROLL = "roll"
CANCEL = "cancel"
CIRCLE = "circle"
UNCIRCLE = "uncircle"
HOLD = "hold"
NG = "ng"
AGAIN = "again"
RETRY = "retry"
MASTER = "master"
NEAREST = "nearest"
APPROVE = "approve"
REFUSE = "refuse"
EDIT = "edit"
NOTES = "notes"
ORIGINAL = "original"
TAKE_UP = "take_up"
LET_BE = "let_be"
INSTEAD = "instead"
REPLY = "reply"
TAKE_BACK = "take_back"
ROLL_WITH = "roll_with"
ROLL_WITHOUT = "roll_without"
CIRCLE_PART = "circle_part"
SAY_WHY = "say_why"
PROMPT = "prompt"
CONFIRM = "confirm"
REJECT = "reject"
CORRECT = "correct"
CORRECTING = "correcting"
OLDER = "older"
NEWER = "newer"
READ_AS = "read_as"
DONT_LOG = "dont_log"
DROP = "drop"
PICK_UP = "pick_up"
DROP_REASONS = ("drop_works_as_is", "drop_cut_from_script", "drop_shot_for_real", "drop_model_cannot")
MORE = "more"  # the [...] of a card; its options carry "action subject"

ACTED_ON = (
    ROLL, CANCEL, CIRCLE, UNCIRCLE, HOLD, NG, AGAIN, RETRY, TAKE_UP, LET_BE, INSTEAD, REPLY, TAKE_BACK, PICK_UP,
    APPROVE, REFUSE, MASTER, NEAREST, ROLL_WITHOUT, *DROP_REASONS,
)  # fmt: skip
# these open a view at once and leave nothing behind
OPENED = (EDIT, NOTES, ORIGINAL, PROMPT, DROP, ROLL_WITH, CIRCLE_PART, SAY_WHY)
JUDGED = (CONFIRM, REJECT, CORRECT)  # what a person says of how a note was read
LEAFED = (CORRECTING, OLDER, NEWER)  # these change what a notes view shows and leave nothing behind

LABELS = {
    ROLL: "Roll it",
    CANCEL: "Cancel",
    CIRCLE: "Circle",
    UNCIRCLE: "Uncircle",
    HOLD: "Hold",
    NG: "NG",
    AGAIN: "Again",
    RETRY: "Try again",
    MASTER: "Master",
    NEAREST: "Take the nearest",
    APPROVE: "Approve",
    REFUSE: "Refuse",
    EDIT: "Edit",
    NOTES: "Notes",
    ORIGINAL: "Original",
    TAKE_UP: "Take it up",
    LET_BE: "Let it finish",
    TAKE_BACK: "Take it back",
    ROLL_WITH: "Roll with...",
    ROLL_WITHOUT: "Roll without it",
    CIRCLE_PART: "Circle a part",
    PROMPT: "Full prompt",
    DROP: "Drop",
    PICK_UP: "Pick it up again",
    CONFIRM: "Right",
    REJECT: "Not a note",
    CORRECTING: "Correct...",
    OLDER: "Older",
    NEWER: "Newer",
}


def of_take(id: str) -> str:
    """The subject of a button that acts on a take."""
    return f"take:{id}"


def of_shot(id: str) -> str:
    """The subject of a button that acts on a shot."""
    return f"shot:{id}"


def of_record(id: str) -> str:
    """The subject of a button that judges how an item of a note was read."""
    return f"record:{id}"
