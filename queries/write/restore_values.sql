-- What a withdrawn submission had replaced counts again, as far as nothing else replaced it.
-- params: submission_id, period_id
insert into current_observations
select
    standing_observations.submission_id,
    standing_observations.org_unit_id,
    standing_observations.data_element,
    standing_observations.period_id,
    standing_observations.value,
    standing_observations.cell,
    standing_observations.original
from standing_observations
semi join supersessions
    on
        supersessions.superseded_by = $submission_id
        and standing_observations.submission_id = supersessions.submission_id
        and standing_observations.org_unit_id = supersessions.org_unit_id
        and standing_observations.data_element = supersessions.data_element
where standing_observations.period_id = $period_id
