-- about: A decimal with too many digits
select 1234567890123456789012345678901234567890.5
