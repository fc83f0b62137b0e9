-- about: split_part by the empty text.
select split_part('abc', '', 1) as a, split_part('abc', '', 3) as b, split_part('abc', '', 4) as c, split_part('', ',', 1) as d
