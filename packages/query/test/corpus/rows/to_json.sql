-- about: Rows as JSON: objects by names
select json_format(cast(cast(row(1, 'x', null) as row(id integer, name varchar, z double)) as json)) as named, json_format(cast(row(1, 'x') as json)) as anonymous
