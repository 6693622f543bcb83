-- What conferences decided, what became of it, and what the figures said when it was decided and last.
-- params: scope, province_ids
-- grain:  one row per conclusion, open ones first, then by when they are due
with

last_events as (

    select
        conclusion_events.conclusion_id,
        arg_max(
            struct_pack(
                state := conclusion_events.state,
                comment := conclusion_events.comment,
                happened_at := conclusion_events.happened_at,
                actor := conclusion_events.actor
            ),
            conclusion_events.position
        ) as last_event
    from conclusion_events
    group by conclusion_events.conclusion_id

),

chosen as (

    select
        conclusions.conclusion_id,
        conclusions.indicator,
        reporting_units.org_unit_id
    from conclusions
    inner join reporting_units on conclusions.province_id = reporting_units.province_id
    where
        list_contains($province_ids, conclusions.province_id)
        and (conclusions.org_unit_id is null or reporting_units.org_unit_id = conclusions.org_unit_id)

),

chosen_indicators as (

    select distinct
        chosen.indicator,
        chosen.org_unit_id
    from chosen

),

parts as (

    select
        indicator_elements.indicator,
        current_observations.org_unit_id,
        current_observations.period_id,
        any_value(indicator_elements.factor) as factor,
        any_value(indicator_elements.is_ratio) as is_ratio,
        max(current_observations.value) filter (where indicator_elements.is_numerator) as numerator,
        max(current_observations.value) filter (where not indicator_elements.is_numerator) as denominator
    from chosen_indicators
    inner join indicator_elements on chosen_indicators.indicator = indicator_elements.indicator
    inner join current_observations
        on
            indicator_elements.data_element = current_observations.data_element
            and chosen_indicators.org_unit_id = current_observations.org_unit_id
    group by
        indicator_elements.indicator,
        current_observations.org_unit_id,
        current_observations.period_id

),

unit_values as (

    select
        chosen.conclusion_id,
        parts.period_id,
        periods.period_end,
        sum(parts.numerator) as numerator,
        sum(parts.denominator) as denominator,
        any_value(parts.is_ratio) as is_ratio,
        any_value(parts.factor) as factor
    from chosen
    inner join parts on chosen.indicator = parts.indicator and chosen.org_unit_id = parts.org_unit_id
    inner join periods on parts.period_id = periods.period_id
    where
        not periods.is_cumulative
        and parts.numerator is not null
        and (not parts.is_ratio or parts.denominator > 0)
    group by
        chosen.conclusion_id,
        parts.period_id,
        periods.period_end

),

measured as (

    select
        unit_values.conclusion_id,
        unit_values.period_id,
        unit_values.period_end,
        if(
            unit_values.is_ratio,
            unit_values.factor * unit_values.numerator / unit_values.denominator,
            unit_values.numerator
        ) as value
    from unit_values

),

now_values as (

    select
        measured.conclusion_id,
        arg_max(measured.value, measured.period_end) as value,
        arg_max(measured.period_id, measured.period_end) as period_id
    from measured
    group by measured.conclusion_id

),

final as (

    select
        conclusions.position,
        conclusions.conclusion_id,
        conclusions.province_id,
        conclusions.task,
        conclusions.office,
        conclusions.org_unit_id,
        conclusions.indicator,
        conclusions.decided_period_id,
        conclusions.due_period_id,
        conclusions.noted_by,
        coalesce(last_events.last_event.state, 'open') as state,
        last_events.last_event.comment,
        last_events.last_event.actor as settled_by,
        then_values.value as decided_value,
        now_values.value,
        now_values.period_id as value_period_id,
        due_periods.period_end as due_date
    from conclusions
    inner join periods as due_periods on conclusions.due_period_id = due_periods.period_id
    left join last_events on conclusions.conclusion_id = last_events.conclusion_id
    left join measured as then_values
        on
            conclusions.conclusion_id = then_values.conclusion_id
            and conclusions.decided_period_id = then_values.period_id
    left join now_values on conclusions.conclusion_id = now_values.conclusion_id
    where
        list_contains($province_ids, conclusions.province_id)
        and (
            $scope is null
            or list_contains($scope, coalesce(conclusions.org_unit_id, conclusions.province_id))
        )

)

select
    conclusion_id,
    province_id,
    task,
    office,
    org_unit_id,
    indicator,
    decided_period_id,
    due_period_id,
    due_date,
    state,
    comment,
    noted_by,
    settled_by,
    decided_value,
    value,
    value_period_id
from final
order by if(state = 'open', 0, 1), due_date, position
