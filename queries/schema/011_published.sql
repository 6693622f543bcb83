-- What was published of each value that was later replaced or withdrawn: what counted when the unit's report
-- was first approved, or else what was reported first. One row per unit, period and data element.
create view published_values as
with contested as (
    select
        observations.org_unit_id,
        observations.period_id,
        observations.data_element
    from observations
    semi join supersessions
        on
            observations.submission_id = supersessions.submission_id
            and observations.org_unit_id = supersessions.org_unit_id
            and observations.data_element = supersessions.data_element
    union
    select
        observations.org_unit_id,
        observations.period_id,
        observations.data_element
    from observations
    semi join withdrawals on observations.submission_id = withdrawals.submission_id
),

stored as (
    select
        observations.submission_id,
        observations.org_unit_id,
        observations.period_id,
        observations.data_element,
        observations.value,
        observations.cell,
        submission_positions.position,
        withdrawal_positions.position as withdrawn_position
    from observations
    semi join contested
        on
            observations.org_unit_id = contested.org_unit_id
            and observations.period_id = contested.period_id
            and observations.data_element = contested.data_element
    inner join submission_positions on observations.submission_id = submission_positions.submission_id
    left join withdrawal_positions on observations.submission_id = withdrawal_positions.submission_id
),

first_approvals as (
    select
        workflow_events.org_unit_id,
        workflow_events.period_id,
        min(workflow_events.position) as position
    from workflow_events
    where workflow_events.to_state = 'approved'
    group by workflow_events.org_unit_id, workflow_events.period_id
),

first_reports as (
    select
        stored.org_unit_id,
        stored.period_id,
        stored.data_element,
        min(stored.position) as position
    from stored
    where stored.withdrawn_position is null
    group by stored.org_unit_id, stored.period_id, stored.data_element
),

-- Until which ledger line a value had been published, and on what ground.
published_until as (
    select
        first_reports.org_unit_id,
        first_reports.period_id,
        first_reports.data_element,
        coalesce(first_approvals.position, first_reports.position) as position,
        if(first_approvals.position is null, 'first_reported', 'approved') as basis
    from first_reports
    left join first_approvals
        on
            first_reports.org_unit_id = first_approvals.org_unit_id
            and first_reports.period_id = first_approvals.period_id
),

replaced as (
    select distinct
        stored.submission_id,
        stored.org_unit_id,
        stored.data_element
    from stored
    inner join supersessions
        on
            stored.submission_id = supersessions.submission_id
            and stored.org_unit_id = supersessions.org_unit_id
            and stored.data_element = supersessions.data_element
    inner join published_until
        on
            stored.org_unit_id = published_until.org_unit_id
            and stored.period_id = published_until.period_id
            and stored.data_element = published_until.data_element
    inner join submission_positions on supersessions.superseded_by = submission_positions.submission_id
    left join withdrawal_positions on supersessions.superseded_by = withdrawal_positions.submission_id
    where
        submission_positions.position <= published_until.position
        and (
            withdrawal_positions.position is null
            or withdrawal_positions.position > published_until.position
        )
)

select
    stored.org_unit_id,
    stored.period_id,
    stored.data_element,
    any_value(published_until.basis) as basis,
    arg_max(
        struct_pack(
            value := stored.value,
            cell := stored.cell,
            submission_id := stored.submission_id
        ),
        stored.position
    ) as figure
from stored
inner join published_until
    on
        stored.org_unit_id = published_until.org_unit_id
        and stored.period_id = published_until.period_id
        and stored.data_element = published_until.data_element
anti join replaced
    on
        stored.submission_id = replaced.submission_id
        and stored.org_unit_id = replaced.org_unit_id
        and stored.data_element = replaced.data_element
where
    stored.position <= published_until.position
    and (stored.withdrawn_position is null or stored.withdrawn_position > published_until.position)
group by stored.org_unit_id, stored.period_id, stored.data_element;
