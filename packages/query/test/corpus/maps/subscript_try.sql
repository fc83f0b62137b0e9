-- about: TRY of a subscript that a map lacks
select try(map(array['a'], array[1])['b']) as x
