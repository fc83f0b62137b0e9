-- about: Multiplication before addition, left to right; parentheses.
select 2 + 3 * 4 as a, (2 + 3) * 4 as b, 20 / 3 * 3 as c, 20 * 3 / 3 as d, 10 - 4 - 3 as e, 100 / 10 / 5 as f, 7 % 4 * 2 as g, -2 * -3 as h
