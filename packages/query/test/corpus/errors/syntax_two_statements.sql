-- about: Two statements at once
-- open: another place
select 1; select 2
