-- about: DEFAULT in VALUES
values (default)
