-- about: A binary literal with a letter that is no hex digit.
select X'0g'
