-- about: A bigint past its range
select 9223372036854775807 * 2
