-- about: A double that is no number.
select double 'x'
