-- about: length of JSON: a text is wanted.
select length(json '"abc"')
