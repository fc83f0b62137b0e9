-- about: substr with a text for a position.
select substr('hello', '2')
