-- The last ledger line that is in the database, and whether every line before it is too.
-- params: none
-- grain:  one row
select
    coalesce(max(position), 0) as position,
    coalesce(arg_max(entry_hash, position), '') as entry_hash,
    coalesce(arg_max(byte_end, position), 0) as byte_end,
    count(*) as line_count
from ledger_entries
