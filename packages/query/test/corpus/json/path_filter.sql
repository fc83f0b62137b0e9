-- about: SQL/JSON paths with filters over objects.
select json_query('[{"p": "a", "q": 1}, {"p": "b", "q": 5}]', 'lax $[*] ? (@.q > 2).p' with array wrapper) as a, json_query('[{"p": "a", "q": 1}, {"p": "b", "q": 5}]', 'lax $[*] ? (@.p == "a")') as b
