-- Answers to calls that name an Idempotency-Key, until they may be forgotten. Neither the key nor what the call or its
-- answer said can be read from it: who does not know the key has digests and sealed bytes.
create table kept_answer (
  call_id     text        primary key,           -- SHA-256 of merchant, operation and key
  body_digest text        not null,              -- of the call's body and the key
  claim       uuid        not null,              -- the attempt that carries it out
  claimed_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  status      integer,                           -- null while it is carried out
  location    text,
  body        bytea                              -- sealed; null where there is none, or one that is too large to keep
);
create index kept_answer_expiry on kept_answer (expires_at);
