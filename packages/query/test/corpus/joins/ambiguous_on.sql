-- about: A name that both sides have is an error
select x from (values 1) as a (x) join (values 1) as b (x) on a.x = b.x
