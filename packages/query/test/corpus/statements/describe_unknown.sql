-- about: DESCRIBE a table that is not there
describe nope
