-- about: The type round gives: integers stay, decimals gain a digit and may lose the scale.
select typeof(round(1)), typeof(round(1, 1)), typeof(round(9.99)), typeof(round(9.99, 1)), typeof(round(9.5e0)), typeof(round(real '9.5')), round(9.99) as a, round(99.5) as b, round(real '2.5') as c, round(tinyint '7') as d, round(smallint '155', -1) as e
