-- about: Arrays that split makes: places, negative places, joined again
select page_path, element_at(split(page_path, '/'), 2) as part, cardinality(split(page_path, '/')) as parts, array_join(split(page_path, '/'), '>') as joined
from (values '/a/b', '/', '', 'x') as t (page_path) order by page_path
