-- about: Comments of both kinds, a semicolon in a text
select /* one; */ 'a;b -- c' as x -- two
, 2 as y
