-- about: Spaces, tabs and lines anywhere
select	1
  as
x
