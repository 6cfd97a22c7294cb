-- Who is signed in to the console in a browser. The session's identifier, which only the browser has, is a hash here as a key is.
create table ui_session (
  session_hash text        primary key,          -- lower-case hex SHA-256
  key_hash     text        not null references api_key on delete cascade,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null
);
create index ui_session_expires on ui_session (expires_at);
