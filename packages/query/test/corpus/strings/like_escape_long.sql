-- about: LIKE with an escape of two letters is an error.
select x like 'a' escape '##' from (values 'a') t(x)
