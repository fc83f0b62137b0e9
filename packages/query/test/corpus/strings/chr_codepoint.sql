-- about: chr and codepoint.
select chr(65) as a, chr(128512) as b, codepoint('A') as c, codepoint('😀') as d, length(chr(0) || 'x') as e, codepoint('日') as f
