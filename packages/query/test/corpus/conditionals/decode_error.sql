-- about: decode of values is unknown to Trino
select decode(1, 1, 'one', 'other')
