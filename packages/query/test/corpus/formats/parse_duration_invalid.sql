-- about: parse_duration without a unit.
select parse_duration('5')
