-- about: An inner lambda's parameter hides the outer's
select transform(array[1, 2], x -> reduce(array[10, 20], 0, (s, x) -> s + x, s -> s) + x) as x
