-- A pause is of one operation: accounts differ by operation, and what one merchant can provoke shall not stop the others.
alter table provider_pause add column operation text not null default 'subscribe';
alter table provider_pause alter column operation drop default;
alter table provider_pause drop constraint provider_pause_pkey;
alter table provider_pause add primary key (provider, operation);
