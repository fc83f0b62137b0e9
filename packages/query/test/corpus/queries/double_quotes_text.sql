-- about: A text in double quotes is a column that is not there
select "abc"
