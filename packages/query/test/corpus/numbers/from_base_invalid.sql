-- about: from_base of a text that is no number in that base is an error.
select from_base('12', 2)
