-- about: ln, log2, log10 and log with a base; of zero and of negatives.
select ln(1) as a, ln(0) as b, ln(-1) as c, log2(8) as d, log10(1000) as e, log10(0) as f, log(2, 64) as g, log(10, 0.001) as h, exp(0) as i, exp(1) as j, ln(10) as k, log2(0) as l, exp(1000) as m, exp(-1000) as n
