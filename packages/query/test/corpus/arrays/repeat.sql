-- about: repeat: an element several times, 0 times, NULL
select repeat('x', 3) as three, repeat('x', 0) as none, repeat(cast(null as integer), 2) as nulls
