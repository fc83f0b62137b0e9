-- about: An integer literal beyond bigint is an error, not a decimal.
select 9223372036854775808
