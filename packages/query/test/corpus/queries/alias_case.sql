-- about: Aliases keep their case in the answer's names
select 1 as Total, 2 as "MixedCase", 3 as UPPER
