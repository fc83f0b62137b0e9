-- about: random with bounds the wrong way round is an error.
-- refused: random
select random(5, 1)
