-- about: reverse by code points.
select reverse('abc') as a, reverse('a😀é') as b, reverse('') as c, reverse(cast(null as varchar)) as d
