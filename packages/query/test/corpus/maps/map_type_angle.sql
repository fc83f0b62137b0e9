-- about: MAP<K, V>, the older way to write a map's type
select cast(map(array['a'], array['1']) as map<varchar, integer>) as x
