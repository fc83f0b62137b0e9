-- about: A JSON literal that is no JSON.
select json '{a: 1}'
