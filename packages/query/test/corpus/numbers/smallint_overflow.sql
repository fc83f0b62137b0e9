-- about: smallint arithmetic stays smallint.
select a * a from (values smallint '200') t(a)
