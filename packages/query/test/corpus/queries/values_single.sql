-- about: VALUES of single expressions
values 1, 2, null
