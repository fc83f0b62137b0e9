-- about: There is no interval of quarters.
select interval '1' quarter
