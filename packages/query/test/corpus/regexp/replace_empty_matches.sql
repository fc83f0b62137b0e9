-- about: Matches of the empty text are replaced too.
select regexp_replace('abc', 'x*', '-') as a, regexp_replace('axbxx', 'x*', '-') as b, regexp_replace('日本', '', '.') as c
