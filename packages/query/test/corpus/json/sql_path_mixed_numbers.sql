-- about: Numbers of JSON with decimals and doubles of the path.
select json_value('3', 'lax $ + 1.5'), json_value('3', 'lax $ * 0.001'), json_value('3.5', 'lax $ * 0.001'), json_value('3', 'lax $ / 0.7'), json_value('3', 'lax 2e0 - $'), json_value('3', 'lax 1.5 - "a"')
