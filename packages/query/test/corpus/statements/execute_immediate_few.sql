-- about: EXECUTE IMMEDIATE with USING and nothing after is a syntax error
execute immediate 'select ? + 1' using
