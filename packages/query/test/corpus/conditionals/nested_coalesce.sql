-- about: coalesce, nullif and IF in one another
select coalesce(nullif(trim(s), ''), 'none') as a, if(s is null, 'null', if(s = '', 'empty', 'text')) as b from (values ' ', '', null, 'x') as t (s) order by s
