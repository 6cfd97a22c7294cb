-- People who signed in at their issuer have sessions too, which know by themselves what their person may do.
alter table ui_session
  alter column key_hash drop not null,
  add column merchant_id text references merchant on delete cascade,
  add column person      text,                   -- as audits name it after the merchant
  add column scopes      text[],
  add column valid_until timestamptz,            -- from then on the issuer has to be asked again
  add column refresh     bytea,                  -- with what it is asked: sealed with the session's identifier, which only the browser has
  add constraint ui_session_whose check ((key_hash is null) = (person is not null)
    and (person is null) = (merchant_id is null) and (person is null) = (scopes is null) and (person is null) = (valid_until is null));
