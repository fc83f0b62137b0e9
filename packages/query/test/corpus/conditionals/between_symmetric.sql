-- about: BETWEEN SYMMETRIC is a syntax error
select 2 between symmetric 3 and 1
