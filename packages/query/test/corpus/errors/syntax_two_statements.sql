-- about: Two statements at once
select 1; select 2
