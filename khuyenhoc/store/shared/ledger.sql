-- The ledger of a shared store: the same lines, word for word, as in the file of a store of one machine.
-- position and previous are unique: of two processes that continue the same line, one is refused.
create schema if not exists khuyenhoc;

create table if not exists khuyenhoc.ledger (
    position bigint primary key check (position > 0),
    entry_id text not null unique,
    given_receipt text unique,
    entry_hash text not null unique,
    previous text not null unique,
    byte_end bigint not null,
    line text not null,
    written_at timestamptz not null default clock_timestamp()
);

-- The files that were ever stored: asked at each submission. Every line is written alike, byte for byte.
create index if not exists ledger_files on khuyenhoc.ledger
(substring(line from '"sha256": "([0-9a-f]{64})"'));

create or replace function khuyenhoc.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is only added to';
end
$$;

create or replace trigger only_added_to before update or delete or truncate on khuyenhoc.ledger
for each statement execute function khuyenhoc.refuse_change();
