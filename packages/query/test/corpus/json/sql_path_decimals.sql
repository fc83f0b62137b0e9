-- about: Decimals in SQL/JSON paths.
select json_value('1', 'lax 1.5 + 2'), json_value('1', 'lax 1.5 * 2.25'), json_value('1', 'lax 10 / 4.0'), json_value('1', 'lax 10 / 3.000'), json_value('1', 'lax 7.5 % 2'), json_value('1', 'lax -1.5.abs()'), json_value('1', 'lax (-1.5).floor()'), json_value('1', 'lax (-1.5).ceiling()'), json_value('1', 'lax 1.5.ceiling()')
