"""What makes clips. The flows know them as the Camera protocol only."""
