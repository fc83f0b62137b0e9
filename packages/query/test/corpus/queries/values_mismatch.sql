-- about: VALUES of rows of different lengths is an error
values (1, 2), (1)
