-- Where each unit and period stands: what the last event says, else a draft as soon as there are figures.
create view workflow_states as
with last_events as (
    select
        workflow_events.org_unit_id,
        workflow_events.period_id,
        arg_max(
            struct_pack(
                state := workflow_events.to_state,
                reason := workflow_events.reason,
                changed_at := workflow_events.happened_at,
                changed_by := workflow_events.actor
            ),
            workflow_events.position
        ) as last_event
    from workflow_events
    group by workflow_events.org_unit_id, workflow_events.period_id
)

select
    coalesce(last_events.org_unit_id, current_unit_reports.org_unit_id) as org_unit_id,
    coalesce(last_events.period_id, current_unit_reports.period_id) as period_id,
    coalesce(last_events.last_event.state, 'draft') as state,
    last_events.last_event.reason,
    last_events.last_event.changed_at,
    last_events.last_event.changed_by,
    last_events.org_unit_id is not null as has_event
from last_events
full outer join current_unit_reports
    on
        last_events.org_unit_id = current_unit_reports.org_unit_id
        and last_events.period_id = current_unit_reports.period_id;

-- The day by which a province or a unit reports a period, where somebody set one.
create view set_deadlines as
select
    deadline_events.org_unit_id,
    deadline_events.period_id,
    arg_max(deadline_events.due_date, deadline_events.position) as due_date,
    arg_max(deadline_events.reason, deadline_events.position) as reason
from deadline_events
group by deadline_events.org_unit_id, deadline_events.period_id;

-- When a unit's figures of a period first arrived and still stand; days are those of Viet Nam (UTC+7).
create view first_arrivals as
select
    unit_reports.org_unit_id,
    unit_reports.period_id,
    min(submissions.submitted_at) as arrived_at,
    cast(min(submissions.submitted_at) + interval 7 hour as date) as arrived_date
from unit_reports
inner join submissions on unit_reports.submission_id = submissions.submission_id
anti join withdrawals on unit_reports.submission_id = withdrawals.submission_id
group by unit_reports.org_unit_id, unit_reports.period_id;

-- Where each submission, and each withdrawal, stands in the order of the ledger.
create view submission_positions as
select
    ledger_entries.entry_id as submission_id,
    ledger_entries.position
from ledger_entries
where ledger_entries.action = 'submit' and ledger_entries.value_count is not null;

create view withdrawal_positions as
select
    submissions.submission_id,
    audit_events.position
from audit_events
inner join submissions on audit_events.receipt_code = submissions.receipt_code
where audit_events.action = 'withdraw';
