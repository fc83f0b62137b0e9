-- about: CASE x WHEN of another type is an error
select case 1 when 'a' then 2 end
