-- about: codepoint takes one letter only.
-- open: another error
select codepoint('ab')
