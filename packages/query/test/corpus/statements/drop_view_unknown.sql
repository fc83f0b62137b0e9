-- about: DROP VIEW of a view that is not there
drop view nope
