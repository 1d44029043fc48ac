"""Places to shoot in. `shapes.py` has the carpenter's parts, the others build one kind of place each."""
