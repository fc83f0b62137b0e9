-- about: EXECUTE IMMEDIATE with a value too few
execute immediate 'select ? + 1' using
