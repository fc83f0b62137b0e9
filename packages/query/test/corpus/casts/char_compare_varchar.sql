-- about: char against varchar: the padding counts as char compares.
select cast('ab ' as char(5)) = 'ab' as a, cast('ab' as char(5)) = 'ab ' as b, cast('ab' as char(5)) like 'ab' as c, cast('ab' as char(5)) like 'ab%' as d
