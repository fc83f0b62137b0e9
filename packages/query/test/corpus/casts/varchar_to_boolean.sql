-- about: The texts that are booleans: t, f, 1, 0, true, false in any case.
select x, cast(x as boolean) as b from (values 't', 'f', '1', '0', 'true', 'FALSE', 'True', null) t(x) order by x
