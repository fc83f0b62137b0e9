-- about: The least integer has no negative.
select -a from (values integer '-2147483648') t(a)
