-- about: codepoint takes no char.
select codepoint(cast('a' as char(1))) as c
