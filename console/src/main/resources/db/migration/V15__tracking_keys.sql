-- Keys by which merchants show the tracking page of their parcels in pages of their own. No secrets: they stand in those pages.
create table tracking_key (
  tracking_key text        primary key,
  merchant_id  text        not null references merchant,
  name         text        not null,
  origins      text[]      not null,             -- of the pages that may show it, e.g. https://shop.example
  created_at   timestamptz not null,
  created_by   text        not null
);
create index tracking_key_listed on tracking_key (merchant_id, created_at desc, tracking_key);
