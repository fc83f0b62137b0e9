-- about: Rows that WHERE leaves out are never divided.
select a / b as q from (values (1, 0), (6, 3)) t(a, b) where b <> 0
