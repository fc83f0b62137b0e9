-- about: Rows of different numbers of fields do not cast.
select cast(row(1, 2) as row(x integer))
