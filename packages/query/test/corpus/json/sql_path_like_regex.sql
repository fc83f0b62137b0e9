-- about: like_regex in an SQL/JSON path.
select json_value('1', 'lax $ ? (@ like_regex "a")')
