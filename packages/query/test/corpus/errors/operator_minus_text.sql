-- about: Minus of a text
select -'a'
