-- The units and periods that figures are of, the reports as they came in, and what came in with them.
create table org_units (
    org_unit_id varchar not null,
    code varchar not null,
    vintage varchar not null,
    level varchar not null,
    name varchar not null,
    short_name varchar not null,
    type varchar not null,
    parent_id varchar,
    province_id varchar not null,
    latitude double,
    longitude double,
    valid_from date,
    valid_to date
);

create table org_unit_events (
    org_unit_id varchar not null,
    event_date date not null,
    kind varchar not null,
    type_after varchar not null,
    name_after varchar not null,
    legal_act varchar not null
);

create table crosswalk (
    from_id varchar not null,
    to_id varchar not null,
    level varchar not null,
    method varchar not null,
    is_main boolean not null,
    legal_act varchar not null
);

create table periods (
    period_id varchar not null,
    year integer not null,
    kind varchar not null,
    period_start date not null,
    period_end date not null,
    is_cumulative boolean not null,
    vintage varchar not null
);

create table data_elements (
    data_element varchar not null,
    position integer not null,
    data_group varchar not null,
    name_vi varchar not null,
    name_en varchar not null,
    unit varchar not null,
    kind varchar not null
);

create table indicators (
    indicator varchar not null,
    position integer not null,
    data_group varchar not null,
    name_vi varchar not null,
    name_en varchar not null,
    numerator varchar not null,
    denominator varchar,
    unit varchar not null,
    factor double not null,
    higher_is_better boolean
);

create table targets (
    indicator varchar not null,
    scope varchar not null,
    year integer not null,
    value double not null,
    legal_act varchar not null,
    clause_note varchar not null,
    evidence varchar not null
);

create table submissions (
    submission_id varchar not null,
    receipt_code varchar not null,
    province_id varchar not null,
    period_id varchar not null,
    vintage varchar not null,
    file_name varchar not null,
    file_sha256 varchar not null,
    submitted_at timestamp not null,
    submitted_by varchar not null,
    is_synthetic boolean not null
);

-- A value of null means "does not apply"; a value that was not given has no row.
create table observations (
    submission_id varchar not null,
    org_unit_id varchar not null,
    data_element varchar not null,
    period_id varchar not null,
    value double,
    cell varchar not null,
    original varchar not null
);

create table unit_reports (
    submission_id varchar not null,
    org_unit_id varchar not null,
    period_id varchar not null,
    state varchar not null
);

-- One row for each value (data_element) or unit state (data_element null) that a later submission replaced.
create table supersessions (
    submission_id varchar not null,
    org_unit_id varchar not null,
    data_element varchar,
    superseded_by varchar not null
);

create table withdrawals (
    submission_id varchar not null,
    reason varchar not null,
    withdrawn_at timestamp not null,
    withdrawn_by varchar not null
);

create table findings (
    submission_id varchar not null,
    position integer not null,
    severity varchar not null,
    rule varchar not null,
    cell varchar not null,
    message_vi varchar not null,
    message_en varchar not null,
    signed_by varchar
);

create table data_version (
    version bigint not null,
    changed_at timestamp not null,
    cause varchar not null
);
