-- about: A text that is no boolean: yes.
select cast('yes' as boolean)
