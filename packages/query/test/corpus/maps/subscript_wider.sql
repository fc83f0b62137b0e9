-- about: A map asked by a key of a wider type
select map(array['a'],array[2])['a'], map(array[1],array[2])[bigint '1'], map(array[bigint '1'],array[2])[1], element_at(map(array['a'],array[1]),'abc')
