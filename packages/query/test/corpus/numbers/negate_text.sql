-- about: A text has no negative.
select -name from (values 'a') t(name)
