-- Notes, questions and answers on a unit or on a figure of a province; a null parameter leaves it open.
-- params: scope, province_ids, org_unit_id, figure, indicator
-- grain:  one row per note, question or answer: newest thread first, its answers in the order they came
with

final as (

    select
        remarks.remark_id,
        coalesce(remarks.reply_to, remarks.remark_id) as thread_id,
        remarks.kind,
        remarks.province_id,
        remarks.org_unit_id,
        remarks.figure,
        remarks.indicator,
        remarks.period_id,
        remarks.text,
        remarks.written_at,
        remarks.written_by,
        remarks.position,
        min(remarks.position) over (partition by coalesce(remarks.reply_to, remarks.remark_id))
            as thread_position,
        count(remarks.reply_to) over (partition by coalesce(remarks.reply_to, remarks.remark_id)) as answers
    from remarks
    where
        list_contains($province_ids, remarks.province_id)
        and ($org_unit_id is null or remarks.org_unit_id = $org_unit_id)
        and ($figure is null or remarks.figure = $figure)
        and ($indicator is null or remarks.indicator = $indicator)
        and ($scope is null or list_contains($scope, coalesce(remarks.org_unit_id, remarks.province_id)))

)

select
    remark_id,
    thread_id,
    kind,
    province_id,
    org_unit_id,
    figure,
    indicator,
    period_id,
    text,
    written_at,
    written_by,
    answers
from final
order by thread_position desc, position asc
