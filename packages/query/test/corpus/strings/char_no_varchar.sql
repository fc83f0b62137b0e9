-- about: A char is not turned into a varchar for a function by itself.
select strpos(cast('ab' as char(2)), 'b')
