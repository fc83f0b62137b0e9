-- about: A lambda that regexp_replace asks for each match
select regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) as x
