-- about: A text and a number concatenate only with a cast.
select 'a' || 1
