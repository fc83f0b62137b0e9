-- about: A row for each hour by sequence and transform
select transform(sequence(0, 23, 6), h -> lpad(cast(h as varchar), 2, '0')) as hours
