-- Notes and questions left on a unit or on a figure, and their answers; none is ever changed or removed.
-- figure: name of the page it was left on; indicator and period_id: what that page showed.
create table remarks (
    position bigint not null,
    remark_id varchar not null,
    reply_to varchar,
    kind varchar not null,
    province_id varchar not null,
    org_unit_id varchar,
    figure varchar,
    indicator varchar,
    period_id varchar,
    text varchar not null,
    written_at timestamp not null,
    written_by varchar not null
);
