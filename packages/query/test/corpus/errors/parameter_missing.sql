-- about: A parameter without a value
select ?
