-- about: EXECUTE IMMEDIATE with values
execute immediate 'select ? + 1 as x, ? as y' using 41, 'a'
