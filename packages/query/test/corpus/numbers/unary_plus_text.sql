-- about: A plus before what is no number.
select + 'a'
