-- about: A number and a text do not add.
select 1 + '1'
