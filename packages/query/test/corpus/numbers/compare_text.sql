-- about: A number and a text do not compare.
select 1 = '1'
