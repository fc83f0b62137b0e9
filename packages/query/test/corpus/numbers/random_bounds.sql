-- about: random with bounds the wrong way round is an error.
select random(5, 1)
