-- about: max_by and min_by ordered by doubles with NaN
select max_by(y, x) as a, min_by(y, x) as b from (values (2e0, 'two'), (nan(), 'nan'), (infinity(), 'inf'), (1e0, 'one')) as t (x, y)
