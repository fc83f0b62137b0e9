-- about: An interval literal that is no interval
select interval 'x' day
