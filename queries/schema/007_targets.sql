-- Targets that people set for a province or a unit, each from a line of the ledger; nothing is overwritten.
create table target_entries (
    position bigint not null,
    target_id varchar not null,
    indicator varchar not null,
    org_unit_id varchar not null,
    year integer not null,
    value double not null,
    legal_act varchar not null,
    act_date date,
    set_at timestamp not null,
    set_by varchar not null
);

create table target_withdrawals (
    position bigint not null,
    target_id varchar not null,
    reason varchar not null,
    withdrawn_at timestamp not null,
    withdrawn_by varchar not null
);

-- Of several entries for one unit, indicator and year, the latest that was not withdrawn.
create view standing_target_entries as
select
    target_entries.indicator,
    target_entries.org_unit_id,
    target_entries.year,
    arg_max(
        struct_pack(
            target_id := target_entries.target_id,
            value := target_entries.value,
            legal_act := target_entries.legal_act,
            act_date := target_entries.act_date
        ),
        target_entries.position
    ) as entry
from target_entries
anti join target_withdrawals on target_entries.target_id = target_withdrawals.target_id
group by target_entries.indicator, target_entries.org_unit_id, target_entries.year;

-- Every target that holds, with whom it is for: `VN`, the code of a province, or the id of a unit.
-- What a province set itself replaces what the reference file has for the same province and year.
create view targets_in_force as
with set_targets as (
    select
        standing_target_entries.indicator,
        if(
            org_units.level = 'province', org_units.code, standing_target_entries.org_unit_id
        ) as scope,
        standing_target_entries.year,
        standing_target_entries.entry.value,
        standing_target_entries.entry.legal_act,
        standing_target_entries.entry.act_date,
        standing_target_entries.entry.target_id
    from standing_target_entries
    inner join org_units on standing_target_entries.org_unit_id = org_units.org_unit_id
)

select
    set_targets.indicator,
    set_targets.scope,
    set_targets.year,
    set_targets.value,
    set_targets.legal_act,
    set_targets.act_date,
    'set_here' as evidence,
    set_targets.target_id
from set_targets
union all
select
    targets.indicator,
    targets.scope,
    targets.year,
    targets.value,
    targets.legal_act,
    null as act_date,
    targets.evidence,
    null as target_id
from targets
anti join set_targets
    on
        targets.indicator = set_targets.indicator
        and targets.scope = set_targets.scope
        and targets.year = set_targets.year;
