-- about: Who may do what
-- refused: information_schema.enabled_roles
select * from information_schema.enabled_roles
