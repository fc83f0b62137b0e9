-- about: A text that is no time.
select cast('25:00:00' as time)
