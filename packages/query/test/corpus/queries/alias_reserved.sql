-- about: An alias that is a word SQL keeps for itself is a syntax error
select 1 as order
