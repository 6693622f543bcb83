create table accounts (
    account_id text primary key,
    name text not null unique,
    full_name text not null,
    role text not null,
    is_active integer not null default 1,
    password_hash text,
    password_set_at text,
    code_hash text,
    code_expires_at text,
    totp_secret text,
    totp_last_step integer not null default 0,
    issuer text,
    subject text,
    created_at text not null,
    created_by text not null,
    unique (issuer, subject)
) strict;

create table account_units (
    account_id text not null references accounts (account_id),
    org_unit_id text not null,
    primary key (account_id, org_unit_id)
) strict;

create table sessions (
    session_id text primary key,
    token_hash text not null unique,
    account_id text references accounts (account_id),
    run_id text not null default '',
    stage text not null,
    method text not null,
    client text not null,
    device text not null,
    created_at text not null,
    seen_at text not null,
    ended_at text,
    end_reason text
) strict;

create index sessions_of_account on sessions (account_id, ended_at);

create table public_links (
    token_hash text primary key,
    run_id text not null,
    created_at text not null,
    created_by text not null,
    expires_at text not null,
    ended_at text
) strict;

create table failures (
    key_hash text not null,
    failed_at text not null
) strict;

create index failures_by_key on failures (key_hash, failed_at);

create table notes (
    left_at text not null,
    what text not null,
    by_whom text not null,
    detail text not null
) strict;
