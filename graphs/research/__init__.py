"""Statistics and views over plain rows: pure functions, no storage, no Slack."""
