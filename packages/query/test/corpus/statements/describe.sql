-- about: DESCRIBE a table
describe identities
