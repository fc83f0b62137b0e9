-- about: Text literals: quotes, unicode escapes, empty text, line breaks.
select 'it''s' as a, '' as b, U&'\00e9\+01F600!' as c, U&'#20AC' uescape '#' as d, 'a
b' as e, 'tab\t' as f, typeof('abc'), typeof(U&'\00e9'), '"q"' as g
