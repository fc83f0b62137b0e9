-- about: The least integer divided by -1 is out of range.
select a / -1 from (values integer '-2147483648') t(a)
