-- about: lower and upper beyond ASCII.
select lower('ÀÉÎ ABC ẞ İ') as a, upper('àéî abc ß ŉ') as b, lower('ΑΣ') as c, upper('ı') as d, lower('') as e, upper(cast(null as varchar)) as f
