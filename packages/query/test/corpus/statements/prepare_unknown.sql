-- about: EXECUTE of a statement that nobody prepared
execute nope
