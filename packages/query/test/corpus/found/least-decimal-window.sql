-- about: least of a decimal literal and a sum of decimals over a window.
select least(0.05, sum(0.1) over ()) as a
