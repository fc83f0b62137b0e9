-- about: round of large doubles and of bigint beyond 2^53 stays exact.
select round(1e300) as a, round(9007199254740993) as b, round(123456789012345678.9) as c, round(4503599627370497.5e0) as d, round(0.49999999999999994e0) as e
