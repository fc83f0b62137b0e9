-- about: A lambda within a lambda; a text that looks like a parameter's name
select transform(array['a','b'], x -> x || 'v0_1'), zip_with(array[1,2],array['a'],(x,y)->cast(x as varchar)||coalesce(y,'-')), zip_with(array[1,2],array[3,null],(x,y)->row(x,y))
