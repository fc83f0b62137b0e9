-- about: concat of one array
select concat(array[1])
