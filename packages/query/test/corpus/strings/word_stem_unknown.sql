-- about: word_stem of an unknown language is an error.
select word_stem('running', 'xx')
