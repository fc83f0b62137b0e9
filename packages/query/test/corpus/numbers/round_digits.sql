-- about: round to digits, negative digits too.
select round(1234.5678e0, 2) as a, round(1234.5678e0, -2) as b, round(1234.5678, 2) as c, round(1234.5678, -2) as d, round(1250, -2) as e, round(-1250, -2) as f, round(1.005e0, 2) as g, round(2.675e0, 2) as h, round(1e0 / 0, 2) as i, round(nan(), 1) as j, round(9.99, 1) as k
