-- What a person confirmed of a sender's wording, or took back: only added to, the latest line counts.
-- kind: `heading` (layout: fingerprint of the table's headings) or `unit` (layout empty).
-- wording: the key that is compared; shown: as the sender writes it.
-- meaning: data element or org unit id, empty for a column that is not stored; null when it was forgotten.
create table wording_events (
    position bigint not null,
    province_id varchar not null,
    kind varchar not null,
    layout varchar not null,
    wording varchar not null,
    shown varchar not null,
    meaning varchar,
    told_at timestamp not null,
    told_by varchar not null
);

-- What is remembered now of each sender (the province that the report is of).
create view remembered_wordings as
with last_events as (
    select
        wording_events.province_id,
        wording_events.kind,
        wording_events.layout,
        wording_events.wording,
        arg_max(
            struct_pack(
                shown := wording_events.shown,
                meaning := wording_events.meaning,
                told_at := wording_events.told_at,
                told_by := wording_events.told_by
            ),
            wording_events.position
        ) as last_event
    from wording_events
    group by
        wording_events.province_id,
        wording_events.kind,
        wording_events.layout,
        wording_events.wording
)

select
    last_events.province_id,
    last_events.kind,
    last_events.layout,
    last_events.wording,
    last_events.last_event.shown,
    last_events.last_event.meaning,
    last_events.last_event.told_at,
    last_events.last_event.told_by
from last_events
where last_events.last_event.meaning is not null;
