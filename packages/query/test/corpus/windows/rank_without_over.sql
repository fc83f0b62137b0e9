-- about: rank without OVER is an error
select rank() from (values 1) as t (x)
