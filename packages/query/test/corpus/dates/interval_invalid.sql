-- about: An interval literal that is no number.
select interval 'one' day
