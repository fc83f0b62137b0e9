-- about: NOT of a text is an error
select not 'a'
