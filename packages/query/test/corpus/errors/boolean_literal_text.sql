-- about: A boolean that is none.
select boolean 'x'
