-- title: Runs
-- about: Every run of the transform, of an import and of a job, one row each, by when it began.
-- params: from date = 30 days before to, to date = today
-- columns: job varchar, run_key varchar, started_at timestamp(3), finished_at timestamp(3), elapsed_ms bigint
-- columns: status varchar, rows_in bigint, rows_out bigint, rejected bigint, repeated bigint, files integer
-- columns: bytes bigint, newest_at timestamp(3), detail varchar, error varchar

with period as (
    select
        job,
        run_key,
        started_at,
        finished_at,
        elapsed_ms,
        status,
        rows_in,
        rows_out,
        rejected,
        repeated,
        files,
        bytes,
        newest_at,
        detail,
        error
    from runs
    where run_date between cast(cast(date_add('day', -1, ?) as date) as varchar)
            and cast(cast(date_add('day', 1, ?) as date) as varchar)
)

select * from period
