-- about: // is not Trino's
select 7 // 2
