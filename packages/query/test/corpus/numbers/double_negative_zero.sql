-- about: Negative zero divides and multiplies as such, and equals zero.
select x, 1e0 / x as quotient, x * -1e0 as turned, x = 0e0 as same, x + 0e0 as plus, -x as negative from (values -0e0) t(x)
