-- about: Comparing booleans
select true > false as a, false = false as b, null = null as c, true <> null as d
