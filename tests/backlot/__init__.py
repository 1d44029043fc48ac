"""The backlot, through the real Slack SDK and Bolt. running.py starts it for the other suites too."""
