-- about: Unary plus and minus, and their binding against other operators.
select -x as a, - -x as b, +x as c, -x * 2 as d, 2 - -x as e from (values 3, -3, null) t(x) order by x
