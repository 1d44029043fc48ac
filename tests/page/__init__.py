"""The backlot's page in headless Chromium, against a backlot that runs and, where one is needed, a real Bolt app."""
