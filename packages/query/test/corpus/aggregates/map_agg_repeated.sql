-- about: Maps of rows: NULL keys left out, the first of each key kept
select cardinality(map_agg(k,v)), histogram(k), multimap_agg(k,v) from (values (3,'a'),(1,'b'),(2,'c'),(null,'n'),(3,'z'),(40,'q'),(17,null)) t(k,v)
