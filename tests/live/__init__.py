"""The check on a real workspace, proved against the backlot."""
