-- about: == is no operator.
select 1 == 1
