-- about: split by the empty text is an error.
select split('abc', '')
