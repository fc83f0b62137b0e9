-- about: AND and OR of unknown
select a, b, a and b as conj, a or b as disj, not a as neg from (values (true, true), (true, false), (true, null), (false, false), (false, null), (null, null)) as t (a, b) order by a, b
