-- about: contains_sequence: in order and side by side; NULL elements are an answer
select contains_sequence(array[1, 2, 3, 4], array[2, 3]) as yes, contains_sequence(array[1, 2, 3], array[1, 3]) as no,
  contains_sequence(array[1, 2], array[]) as nothing
