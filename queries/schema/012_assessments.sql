-- Sheets of self-assessment for titles of the Ministry, each a line of the ledger; nothing is overwritten.
-- answers: JSON, item -> percentage, true or false, 'not_applicable'. level_reached, standing and missing: as
-- computed when the sheet was saved; missing lists items, parted by commas.
create table assessments (
    position bigint not null,
    assessment_id varchar not null,
    scheme varchar not null,
    unit_level varchar not null,
    unit_kind varchar not null,
    unit_name varchar not null,
    unit_key varchar not null,
    org_unit_id varchar not null,
    year integer not null,
    answers varchar not null,
    level_reached integer not null,
    standing_level1 varchar not null,
    standing_level2 varchar not null,
    missing varchar not null,
    recognised_level integer,
    legal_act varchar,
    recognised_on date,
    assessed_at timestamp not null,
    assessed_by varchar not null
);

create table assessment_withdrawals (
    position bigint not null,
    assessment_id varchar not null,
    reason varchar not null,
    withdrawn_at timestamp not null,
    withdrawn_by varchar not null
);
