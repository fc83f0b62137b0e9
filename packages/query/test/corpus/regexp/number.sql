-- about: regexp_like of a number.
select regexp_like(5, '5')
