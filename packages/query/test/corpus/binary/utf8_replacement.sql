-- about: from_utf8 with a replacement of more than one letter is an error.
select from_utf8(X'ff', 'xy')
