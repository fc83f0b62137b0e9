-- about: NaN and infinity to JSON.
select cast(nan() as json) as a, cast(infinity() as json) as b
