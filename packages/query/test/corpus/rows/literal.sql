-- about: ROW without names: shown, its fields by place
select row(1, 'x', null) as r, row(1, 'x')[1] as first, row(1, 'x')[2] as second
