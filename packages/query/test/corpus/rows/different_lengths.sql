-- about: Comparing rows of different lengths is an error
select row(1, 2) = row(1)
