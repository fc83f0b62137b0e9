-- about: A semicolon at the end
-- athena: Athena's console and API take one semicolon at the end, Trino's parser alone does not
select 1 as x;
