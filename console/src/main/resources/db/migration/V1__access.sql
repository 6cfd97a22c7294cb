-- Who may call. The keys themselves are nowhere.
create table merchant (
  merchant_id text        primary key,
  created_at  timestamptz not null default now()
);

create table api_key (
  key_hash    text        primary key,           -- lower-case hex SHA-256
  merchant_id text        not null references merchant,
  name        text        not null,              -- shown in audits
  scopes      text[]      not null,              -- register, read, operate
  configured  boolean     not null,              -- came from WAYMARK_API_KEYS, and goes when it is no longer there
  created_at  timestamptz not null default now(),
  revoked_at  timestamptz
);
create index api_key_merchant on api_key (merchant_id);
