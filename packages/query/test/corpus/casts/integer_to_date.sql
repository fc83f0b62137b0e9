-- about: An integer is no date.
select cast(20260105 as date)
