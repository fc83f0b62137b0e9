-- about: CASE of texts and numbers is an error
select case when true then 1 else 'a' end
