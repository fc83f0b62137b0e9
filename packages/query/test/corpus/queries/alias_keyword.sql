-- about: An alias that is a word SQL keeps for itself, quoted; words it does not keep
select 1 as "select", 2 as "from", 3 as day, 4 as date, 5 as year, 6 as zone, 7 as value
