-- about: repeat makes an array, not a text.
select repeat('ab', 3) as a, array_join(repeat('ab', 3), '') as b, repeat(1, 0) as c
