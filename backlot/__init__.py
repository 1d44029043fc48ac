"""The backlot: a Slack-compatible workspace on this machine, as a process of its own.

It covers what Dailies uses of Slack's Web API and Socket Mode, with Slack's own behaviour where it hurts. It knows
nothing of the bot; README.md beside this file tells its doors.
"""
