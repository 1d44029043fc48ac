"""The whole product, judged from outside: the workspace's call log and the cameras' operation log."""
