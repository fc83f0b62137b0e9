-- about: A decimal past 38 digits
select decimal '99999999999999999999999999999999999999' + 1
