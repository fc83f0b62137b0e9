-- about: codepoint takes no char.
-- open: answered here
select codepoint(cast('a' as char(1))) as c
