-- about: A JSON literal that is no JSON.
-- open: another name of the error
select json '{a: 1}'
