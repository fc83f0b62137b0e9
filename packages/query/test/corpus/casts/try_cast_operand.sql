-- about: TRY_CAST does not hide what goes wrong with its operand.
select try_cast(1 / 0 as varchar)
