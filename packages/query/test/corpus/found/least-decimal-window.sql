-- about: least of a decimal literal and a sum of decimals over a window.
-- open: fails here
select least(0.05, sum(0.1) over ()) as a
