"""The check on a real workspace (`dailies doctor --live`): what it plays, what it hears, what it takes away again.

`play.py` has the steps, `desk.py` what is posted and cleaned up, `ears.py` the socket, `shapes.py` what differs. Two
files are its measure: `slack.json` (samples of Slack's payloads, from java-slack-sdk, MIT) and `backlot.json` (what the
backlot answers to the same steps). `python -m tests.live.renew` writes both. Nothing of a shoot is touched here.
"""
