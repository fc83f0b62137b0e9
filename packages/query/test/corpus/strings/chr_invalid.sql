-- about: chr of no code point is an error.
select chr(-1)
