-- What a submission replaced counts no more: by the same rule as in `supersede_observations`.
-- params: period_id, not_established
delete from current_observations
where
    current_observations.period_id = $period_id
    and (
        exists (
            select 1
            from given_values
            where
                given_values.org_unit_id = current_observations.org_unit_id
                and given_values.data_element = current_observations.data_element
        )
        or current_observations.org_unit_id in (select unnest(cast($not_established as varchar[])))
    )
