-- about: EXECUTE IMMEDIATE without a value that the statement wants is an error
execute immediate 'select ? as x'
