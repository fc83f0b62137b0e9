-- about: codepoint takes one letter only.
select codepoint('ab')
