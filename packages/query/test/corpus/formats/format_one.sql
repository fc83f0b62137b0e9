-- about: format without a value is an error of syntax.
select format('100%%')
