-- about: A field of a column has its name, a field of an expression has none
select t.r.Foo, (cast(row(1) as row(Bar bigint))).BAR from (values row(cast(row(2) as row(foo bigint)))) as t (r)
