-- about: WITH RECURSIVE by UNION deeper than 10 is an error, though its rows are the same
with recursive t (n) as (select 1 union select 2 from t) select n from t
