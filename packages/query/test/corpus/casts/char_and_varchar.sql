-- about: A char beside a varchar of any length is compared as a char.
select cast('a' as char(3)) = cast('a' as varchar), cast('a' as char(3)) < cast('ab' as varchar), cast('a' as char(3)) in (cast('a' as varchar)), cast('a' as char(3)) in (select cast('a' as varchar)), nullif(cast('a' as char(3)), cast('a' as varchar)), typeof(coalesce(cast('a' as char(3)), cast('a' as varchar)))
