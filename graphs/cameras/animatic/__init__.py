"""The animatic camera: draws a shot as a moving storyboard, free and on this machine.

`camera.py` runs in the bot's process and starts workers; everything that draws runs in them only.
"""
