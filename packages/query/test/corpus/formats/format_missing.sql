-- about: format with fewer values than codes.
select format('%s %s', 'a')
