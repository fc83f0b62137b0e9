-- about: JSON has no less-than.
select json '1' < json '2'
