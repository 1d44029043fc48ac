"""One suite for each protocol, run against everything that fulfils it."""
