-- about: LIKE with the escape at the end is an error.
select x like 'a#' escape '#' from (values 'a') t(x)
