-- about: LIKE with an escape before a letter that needs none is an error.
select x like 'a#b' escape '#' from (values 'a') t(x)
