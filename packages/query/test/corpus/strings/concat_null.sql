-- about: A text with the literal NULL: the overload of arrays is taken.
select 'a' || null as a, concat('a', null) as b, typeof('a' || null)
