-- about: Double quotes name a column, never a text.
select "abc"
