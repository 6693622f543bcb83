-- The ledger lines that are in the database, word for word: where it stands, and a second copy of them.
-- value_count: of a submission that was stored, its values; else null.
create table ledger_entries (
    position bigint not null,
    entry_id varchar not null,
    action varchar not null,
    entry_hash varchar not null,
    byte_end bigint not null,
    value_count bigint,
    line varchar not null
);

-- Every action, of people and of the program, as one reads it: who, when, what, from what to what.
create table audit_events (
    position bigint not null,
    happened_at timestamp not null,
    actor varchar not null,
    action varchar not null,
    province_id varchar,
    org_unit_id varchar,
    period_id varchar,
    receipt_code varchar,
    from_state varchar,
    to_state varchar,
    detail varchar
);

-- Every change of state of a unit (or a whole province) in a period.
create table workflow_events (
    position bigint not null,
    org_unit_id varchar not null,
    period_id varchar not null,
    step varchar not null,
    from_state varchar not null,
    to_state varchar not null,
    reason varchar not null,
    happened_at timestamp not null,
    actor varchar not null
);

-- A day to report by: of a province, or of one unit (an exception); the latest one of each counts.
create table deadline_events (
    position bigint not null,
    org_unit_id varchar not null,
    period_id varchar not null,
    due_date date not null,
    reason varchar not null,
    set_at timestamp not null,
    set_by varchar not null
);

-- The day to report by where nobody set one (khuyenhoc/domain/workflow.py).
create table default_deadlines (
    period_id varchar not null,
    due_date date not null
);
