-- about: Star without FROM is an error
select *
