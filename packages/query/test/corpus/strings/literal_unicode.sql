-- about: Text literals with Unicode escapes, with another escape letter, and typed.
select U&'\00e9\+01F600!' as a, U&'#20AC' uescape '#' as b, U&'a\\b' as c, u&'\0041' || 'b' as d, typeof(U&'\00e9'), length(U&'\+01F600') as n
