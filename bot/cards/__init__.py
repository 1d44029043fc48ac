"""Cards: our nouns as Block Kit, by pure functions. They ask nothing and send nothing; screening_room.py does."""
