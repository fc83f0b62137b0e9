-- about: format of doubles and decimals: digits, rounding, exponents.
-- refused: format with %g
select format('%.2f', 3.14159e0) as a, format('%.2f', decimal '2.345') as b, format('%,.2f', 1234567.891e0) as c, format('%e', 12345.678e0) as d, format('%10.3f|', 3.14159e0) as e, format('%.0f', 2.5e0) as f, format('%.1f', 0.25e0) as g, format('%g', 0.0001234e0) as h, format('%f', 1e0 / 0) as i
