-- The gateway's number of the account whose notice it was; '' where it is not known. One account's notices say nothing
-- about another's payments.
alter table payment_fact add column account text not null default '';
