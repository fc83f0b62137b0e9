-- about: concat of a single text.
select concat('a')
