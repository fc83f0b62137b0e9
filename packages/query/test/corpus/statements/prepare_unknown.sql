-- about: EXECUTE of a statement that nobody prepared is an error
execute nope
