-- about: split_part of part zero is an error.
select split_part('a,b', ',', 0)
