-- about: Quotes in texts and names
select 'it''s' as "a ""quoted"" name", '' as empty, '"' as double, U&'\00e9\+01F600' as unicode
