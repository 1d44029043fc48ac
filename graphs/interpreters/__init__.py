"""Readers of what people write. The flows know them as the Interpreter protocol only."""
