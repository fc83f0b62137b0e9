-- about: VALUES of types with nothing in common is an error
values 1, 'a'
