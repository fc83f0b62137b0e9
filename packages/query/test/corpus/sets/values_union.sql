-- about: VALUES as a part
values (1, 'a') union all values (2, 'b') order by 1
