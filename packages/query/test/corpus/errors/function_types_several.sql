-- about: A function with several forms, none of which fits
select date_diff('day', 'a', 'b')
