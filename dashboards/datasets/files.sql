-- title: Files
-- about: The lake's files as they are now, one row each.
-- columns: table_name varchar, app varchar, partition_date varchar, partition_hour varchar, partition_path varchar
-- columns: path varchar, generation integer, is_rewritten boolean, bytes bigint, modified_at timestamp(3)

with present as (
    select
        table_name,
        app,
        partition_date,
        partition_hour,
        partition_path,
        path,
        generation,
        generation > 0 as is_rewritten,
        bytes,
        modified_at
    from files
)

select * from present
