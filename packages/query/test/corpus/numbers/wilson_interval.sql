-- about: The Wilson interval of a rate.
-- refused: wilson_interval_lower
select round(wilson_interval_lower(1250, 1310, 1.96e0), 6) as a, round(wilson_interval_upper(1250, 1310, 1.96e0), 6) as b
