CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, team TEXT NOT NULL, token TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, real_name TEXT NOT NULL, title TEXT NOT NULL, tz TEXT NOT NULL, color TEXT NOT NULL,
    is_bot INTEGER NOT NULL, is_admin INTEGER NOT NULL, is_restricted INTEGER NOT NULL, is_stranger INTEGER NOT NULL,
    created INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS channels (
    id TEXT PRIMARY KEY, name TEXT UNIQUE, kind TEXT NOT NULL, creator TEXT NOT NULL, created INTEGER NOT NULL,
    is_general INTEGER NOT NULL DEFAULT 0, previous_names TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE IF NOT EXISTS members (
    channel TEXT NOT NULL, person TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (channel, person)
);

CREATE TABLE IF NOT EXISTS messages (
    channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT, author TEXT NOT NULL, only_for TEXT, subtype TEXT,
    body TEXT NOT NULL, PRIMARY KEY (channel, ts)
);
CREATE INDEX IF NOT EXISTS replies ON messages (channel, thread_ts, ts);

CREATE TABLE IF NOT EXISTS reactions (
    channel TEXT NOT NULL, ts TEXT NOT NULL, name TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (channel, ts, name, person)
);

CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, upload_token TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL, size INTEGER NOT NULL, created INTEGER NOT NULL, silent INTEGER NOT NULL,
    picture TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE IF NOT EXISTS shares (
    file TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT, PRIMARY KEY (file, channel, ts)
);

CREATE TABLE IF NOT EXISTS sharing (
    id INTEGER PRIMARY KEY, due REAL NOT NULL, owner TEXT NOT NULL, channel TEXT NOT NULL, thread_ts TEXT,
    files TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT
);

CREATE TABLE IF NOT EXISTS views (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, person TEXT NOT NULL, root TEXT NOT NULL, previous TEXT,
    external_id TEXT, hash TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, is_open INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS choices (
    channel TEXT NOT NULL, ts TEXT NOT NULL, person TEXT NOT NULL, block_id TEXT NOT NULL, action_id TEXT NOT NULL,
    value TEXT NOT NULL, PRIMARY KEY (channel, ts, person, block_id, action_id)
);

CREATE TABLE IF NOT EXISTS triggers (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, view TEXT, expires REAL NOT NULL, used INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, channel TEXT NOT NULL, ts TEXT, thread_ts TEXT, uses INTEGER NOT NULL,
    expires REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, at REAL NOT NULL,
    due REAL NOT NULL, attempt INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS events_open ON events (state, due);

CREATE TABLE IF NOT EXISTS envelopes (
    seq INTEGER PRIMARY KEY, envelope_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, kind TEXT NOT NULL, event_id TEXT,
    socket INTEGER NOT NULL, attempt INTEGER NOT NULL, sent_at REAL NOT NULL, acked_at REAL, outcome TEXT NOT NULL,
    payload TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS calls (
    seq INTEGER PRIMARY KEY, at REAL NOT NULL, method TEXT NOT NULL, args TEXT NOT NULL, who TEXT NOT NULL,
    status INTEGER NOT NULL, ok INTEGER NOT NULL, error TEXT, answer TEXT NOT NULL
);
