-- about: A text literal with a broken Unicode escape.
select U&'\00g9'
