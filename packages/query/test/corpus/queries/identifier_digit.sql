-- about: A name that begins with a digit is a syntax error
select 1st from (values 1) as t ("1st")
