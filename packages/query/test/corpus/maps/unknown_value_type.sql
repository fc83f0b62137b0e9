-- about: A map without a type of value yet
select map(array['a'], array[null]) as m, element_at(map(array['a'], array[null]), 'a') as v
