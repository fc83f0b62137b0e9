/** Words of Athena's SQL that questions are made of. */
export const KEYWORDS =
  'select from where group by order having limit offset with as on using join left right full inner outer cross union all distinct except intersect case when then else end and or not in is null like between exists true false cast try_cast interval date timestamp over partition rows range unbounded preceding following current row filter asc desc nulls first last values unnest ordinality extract show tables describe'

export const TYPES = 'varchar bigint integer smallint tinyint double real decimal boolean date timestamp json array'
