"""The core: the language of the set and the flows. No Slack, no SQL, no environment lives here."""
