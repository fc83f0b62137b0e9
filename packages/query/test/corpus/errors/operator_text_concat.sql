-- about: || of a text and a number
select 'a' || 1
