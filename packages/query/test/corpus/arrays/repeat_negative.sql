-- about: repeat a negative number of times is an error
select repeat(7, -1)
