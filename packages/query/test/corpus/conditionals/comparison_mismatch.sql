-- about: Comparing a text and a number is an error
select '1' = 1
