-- about: What trim takes for space: tabs, line breaks, no-break and wide spaces.
select length(trim(chr(9) || 'a' || chr(10))) as a, length(trim(chr(160) || 'a')) as b, length(trim(chr(12288) || 'a')) as c, length(ltrim(chr(8195) || 'a')) as d, length(rtrim('a' || chr(13))) as e, length(trim(chr(11) || 'a' || chr(28))) as f, length(trim(chr(8203) || 'a')) as g
