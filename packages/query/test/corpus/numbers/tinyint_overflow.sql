-- about: tinyint arithmetic stays tinyint: 100 + 100 is out of range.
select a + a from (values tinyint '100') t(a)
