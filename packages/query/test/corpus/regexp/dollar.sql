-- about: What $ and \Z match before a last line break.
select regexp_like('a' || chr(10), 'a$') as a, regexp_like('a' || chr(10), 'a\Z') as b, regexp_like('a' || chr(10), 'a\z') as c, regexp_like('a' || chr(10) || chr(10), 'a$') as d, regexp_like('a' || chr(13) || chr(10), 'a$') as e
