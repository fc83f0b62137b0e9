-- about: luhn_check of card numbers.
select luhn_check('79927398713') as a, luhn_check('79927398714') as b, luhn_check('8501') as c, luhn_check(null) as d
