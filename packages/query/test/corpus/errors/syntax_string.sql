-- about: A text that is not closed
select 'abc
