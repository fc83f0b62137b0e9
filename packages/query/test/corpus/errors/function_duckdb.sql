-- about: A function that only DuckDB has
select list_transform(array[1], x -> x)
