-- about: translate letter by letter; what has no partner goes.
select translate('abcda', 'abc', 'xy') as a, translate('abc', '', 'x') as b, translate('abc', 'abc', '') as c, translate('aéa', 'é', 'e') as d, translate('abc', 'aa', 'xy') as e, translate('', 'a', 'b') as f
