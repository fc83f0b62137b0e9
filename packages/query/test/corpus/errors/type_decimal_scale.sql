-- about: A decimal with more digits after the point than in all
select cast(1 as decimal(3, 5))
