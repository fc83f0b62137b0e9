-- about: A semicolon at the end
select 1 as x;
