-- How long after the parcel was signed for its merchant is told that returns and exchanges are open.
alter table registration add column unlock_after text;   -- ISO 8601; null: it does not want to be told
