-- about: A function of numbers refuses a text.
select abs('1')
