-- about: Bytes and text do not concatenate.
select X'01' || 'a'
