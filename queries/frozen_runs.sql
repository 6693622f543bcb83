-- Runs of screens that were frozen for a conference.
-- params: scope, province_ids
-- grain:  one row per frozen run, newest first
with

shares as (

    select
        run_shares.receipt_code,
        arg_max(run_shares.is_public, run_shares.position) as is_public
    from run_shares
    group by run_shares.receipt_code

),

final as (

    select
        frozen_runs.position,
        frozen_runs.receipt_code,
        frozen_runs.title,
        frozen_runs.province_id,
        frozen_runs.period_id,
        frozen_runs.screen_count,
        frozen_runs.is_synthetic,
        frozen_runs.frozen_at,
        frozen_runs.frozen_by,
        coalesce(shares.is_public, false) as is_public
    from frozen_runs
    left join shares on frozen_runs.receipt_code = shares.receipt_code
    where
        list_contains($province_ids, frozen_runs.province_id)
        and ($scope is null or list_contains($scope, frozen_runs.province_id))

)

select
    receipt_code,
    title,
    province_id,
    period_id,
    screen_count,
    is_synthetic,
    frozen_at,
    frozen_by,
    is_public
from final
order by position desc
