-- What counts now, as tables instead of views (docs/decisions/0030): the writes of a submission and of a
-- withdrawal keep them, and these views say by which rule.
create view standing_observations as
select
    observations.submission_id,
    observations.org_unit_id,
    observations.data_element,
    observations.period_id,
    observations.value,
    observations.cell,
    observations.original
from observations
anti join withdrawals on observations.submission_id = withdrawals.submission_id
anti join standing_supersessions
    on
        observations.submission_id = standing_supersessions.submission_id
        and observations.org_unit_id = standing_supersessions.org_unit_id
        and observations.data_element = standing_supersessions.data_element;

create view standing_unit_reports as
with replaced_reports as (
    select
        submission_id,
        org_unit_id
    from standing_supersessions
    where data_element is null
)

select
    unit_reports.submission_id,
    unit_reports.org_unit_id,
    unit_reports.period_id,
    unit_reports.state
from unit_reports
anti join withdrawals on unit_reports.submission_id = withdrawals.submission_id
anti join replaced_reports
    on
        unit_reports.submission_id = replaced_reports.submission_id
        and unit_reports.org_unit_id = replaced_reports.org_unit_id;

drop view current_observations;

drop view current_unit_reports;

-- Their rows lie together by period and data element (khuyenhoc/store/clustering.py); new ones come last.
create table current_observations (
    submission_id varchar not null,
    org_unit_id varchar not null,
    data_element varchar not null,
    period_id varchar not null,
    value double,
    cell varchar not null,
    original varchar not null
);

create table current_unit_reports (
    submission_id varchar not null,
    org_unit_id varchar not null,
    period_id varchar not null,
    state varchar not null
);

insert into current_observations
select
    submission_id,
    org_unit_id,
    data_element,
    period_id,
    value,
    cell,
    original
from standing_observations
order by period_id, data_element, org_unit_id;

insert into current_unit_reports
select
    submission_id,
    org_unit_id,
    period_id,
    state
from standing_unit_reports
order by period_id, org_unit_id;

-- When the rows were last put in order, and up to which ledger line they were there.
create table clusterings (
    position bigint not null,
    clustered_at timestamp not null
);
