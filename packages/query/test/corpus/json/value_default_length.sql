-- about: json_value with a default that is too long.
select json_value('1', 'lax $.a' returning varchar(2) default 'abc' on empty)
