-- about: word_stem of an unknown language is an error.
-- refused: word_stem
select word_stem('running', 'xx')
