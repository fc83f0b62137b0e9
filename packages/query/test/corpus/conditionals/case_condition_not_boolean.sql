-- about: CASE WHEN of what is not boolean is an error
select case when 1 then 2 end
