-- about: greatest of a double that is not a number.
select greatest(1e0, nan()) as a, least(nan(), 1e0) as b
