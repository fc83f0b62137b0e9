-- about: A regular expression that is none
select regexp_like('a', '(')
