"""The flows, on a real archive and real checkpoints, with small stand-ins at our own protocols."""
