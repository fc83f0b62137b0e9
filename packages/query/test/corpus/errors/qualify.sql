-- about: QUALIFY is no clause of Trino's.
select app from events qualify row_number() over (partition by app order by occurred_at) = 1
