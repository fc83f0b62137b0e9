-- about: concat of a text and a number.
select concat('a', 1)
