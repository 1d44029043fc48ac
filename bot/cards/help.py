"""What `/dailies help` says."""

from bot.cards.blocks import Block, section

HELP = (
    "*Ask for a shot*  mention me with size, angle, move, who and where: `@Dailies low angle on the courier, slow push"
    ' in, rain, 40mm. She says "You\'re late." 8 seconds`. Several shots in one message become several shots.',
    "*Change it*  reply in its thread: `same but wider, at night`, `14C take 2 but slower`, `this is 14C`, `roll it`."
    " `cut` as the whole message stops what rolls; `master take 2` makes it once more, finer.",
    "*Give notes*  reply in the thread, with a time where it matters: `love the light, push too fast at 0:03`. A memo"
    " on your message means that it was logged; edit or delete the message, and the note follows.",
    "*React*  on the clip or its card: an emoji is liking or a fault, :o: from the director circles the take. Take it"
    " away, and it counts no more. `/dailies emoji` tells what emoji mean here; `/dailies emoji :skull: liking` gives"
    " one its own meaning.",
    "*Give it pictures*  an image or a phone video in the thread goes along with the next roll, `start from the last"
    " frame of take 1`, `use 0:03 of take 1 as the waitress`, `extend take 2 by 4 seconds`."
    " `@Dailies cast add waitress` with an image, and requests that name the waitress take it along;"
    " `/dailies cast` lists them.",
    "*Drop a shot*  [...] on its card, with the reason by a tap; its card has the way back.",
    "*Commands*  `/dailies shots` what was asked here, `/dailies status` what rolls and how this production is set,"
    " `/dailies digest` the week so far, `/dailies roles` who does what, `/dailies settings` time zone, digest, word.",
    "*Money*  `/dailies spend` this month against its limit, `/dailies limit` and `/dailies approval` what may be spent"
    " and who is asked; admins: `/dailies activate`, `/dailies stop` and `/dailies go`.",
    "*Kept*  requests, and notes and reactions on what I show; other talk is not. Only this channel's crew sees it."
    " `off the record` in a message, `in this thread` or `for today`, and nothing of it stays but a count;"
    " `on the record` ends it, and so does `/dailies record on`.",
)


def help_blocks() -> tuple[Block, ...]:
    """One paragraph for each thing that people do here."""
    return tuple(section(paragraph) for paragraph in HELP)
