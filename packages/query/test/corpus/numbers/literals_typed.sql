-- about: Typed number literals: bigint '1', decimal '1.50', double '1', real '1.5', smallint, tinyint.
select bigint '12' as a, decimal '1.50' as b, decimal '-000.10' as c, double '1' as d, real '1.5' as e, smallint '-3' as f, tinyint '7' as g, double 'NaN' as h, double 'Infinity' as i, typeof(decimal '1.50'), typeof(decimal '000.10'), typeof(decimal '12345678901234567890')
