-- about: JSON does not concatenate with a text.
select 'x' || json '1'
