-- about: An integer out of tinyint's range.
select cast(x as tinyint) from (values 128) t(x)
