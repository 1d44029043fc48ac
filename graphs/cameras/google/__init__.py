"""What Google's cameras share: the open line, errors in words, filters, the journal of submits, files that arrive.

`omni.py` and `veo.py` beside this package are the cameras; each speaks its own part of the wire.
"""
