-- about: A semicolon at the end
-- open: a semicolon at the end is taken, as Athena takes it
select 1 as x;
