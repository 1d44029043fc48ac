"""Google as our tests meet it: a server on this machine that speaks the wire, and what the real SDK makes of it."""
