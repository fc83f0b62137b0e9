-- about: A decimal product beyond 38 digits is an error.
select a * a from (values decimal '99999999999999999999.99') t(a)
