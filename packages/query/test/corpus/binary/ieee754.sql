-- about: Doubles and reals to IEEE bytes and back.
select to_ieee754_64(1e0) as a, to_ieee754_32(real '1.5') as b, from_ieee754_64(X'3ff0000000000000') as c, from_ieee754_32(X'3fc00000') as d, to_ieee754_64(-0e0) as e, from_ieee754_64(X'7ff8000000000000') as f
