-- about: format of what is no number, and of infinity
select format('%.2f|%8.2f|%e|%s|%+.2f|%(.1f|%09.1f|%-10.1f|%,.1f', nan(), nan(), -infinity(), nan(), infinity(), -infinity(), nan(), infinity(), -infinity()) as a, format('%s %s', infinity(), cast(nan() as real)) as b, format('%E|%S', infinity(), nan()) as c
