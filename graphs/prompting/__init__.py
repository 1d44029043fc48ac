"""The one place where prompts are written: a shot in crew words, and in each model's dialect.

`shot.py` writes the first, `dialects.py` the second; the terms that models know are data (`terms.json`).
`cleaning.py` makes a requester's words fit for them, `replacing.py` says which of them hold no more.
Which model is told what is a camera's to decide.
"""

from graphs.prompting.cleaning import without_lines
from graphs.prompting.replacing import gone_lines, replaced
from graphs.prompting.shot import words_of, write_prompt

__all__ = ["gone_lines", "replaced", "without_lines", "words_of", "write_prompt"]
