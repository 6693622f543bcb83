-- Runs of screens frozen for a conference; the screens themselves lie in the vault under their hash.
create table frozen_runs (
    position bigint not null,
    receipt_code varchar not null,
    title varchar not null,
    province_id varchar not null,
    period_id varchar not null,
    screen_count integer not null,
    content_sha256 varchar not null,
    is_synthetic boolean not null,
    frozen_at timestamp not null,
    frozen_by varchar not null
);

-- Whether a frozen run may be seen by whoever has its link; the latest line of a run counts.
create table run_shares (
    position bigint not null,
    receipt_code varchar not null,
    is_public boolean not null,
    changed_at timestamp not null,
    changed_by varchar not null
);

-- What a conference decided: a task for an office, with the indicator it is to move and when it is due.
create table conclusions (
    position bigint not null,
    conclusion_id varchar not null,
    province_id varchar not null,
    task varchar not null,
    office varchar not null,
    org_unit_id varchar,
    indicator varchar,
    decided_period_id varchar not null,
    due_period_id varchar not null,
    noted_at timestamp not null,
    noted_by varchar not null
);

-- What became of a conclusion; the latest line of each counts, and without one it is open.
create table conclusion_events (
    position bigint not null,
    conclusion_id varchar not null,
    state varchar not null,
    comment varchar not null,
    happened_at timestamp not null,
    actor varchar not null
);
