-- about: luhn_check of letters is an error.
select luhn_check('abcd')
