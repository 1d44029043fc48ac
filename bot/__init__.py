"""Slack's edge and the process: what hears people, answers them, and runs the house."""
