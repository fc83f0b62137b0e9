-- about: IN of a text among numbers is an error
select 1 in (1, 'a')
