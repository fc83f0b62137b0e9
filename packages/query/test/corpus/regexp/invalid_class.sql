-- about: A pattern with an open class is an error.
select regexp_like(x, '[a-') from (values 'a') t(x)
