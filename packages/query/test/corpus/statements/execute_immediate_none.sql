-- about: EXECUTE IMMEDIATE without a value that the statement wants
execute immediate 'select ? as x'
