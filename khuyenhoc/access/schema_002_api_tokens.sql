create table api_tokens (
    token_id text primary key,
    token_hash text not null unique,
    account_id text not null references accounts (account_id),
    label text not null,
    created_at text not null,
    created_by text not null,
    expires_at text not null,
    used_at text,
    ended_at text
) strict;
