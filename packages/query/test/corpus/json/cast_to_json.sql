-- about: Casts of every type to JSON.
select cast(x as json) as j from (values 1) t(x)
