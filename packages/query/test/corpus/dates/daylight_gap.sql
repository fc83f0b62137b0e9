-- about: A local time that the clock change leaves out is no literal.
select timestamp '2026-03-29 02:30:00 Europe/Berlin'
