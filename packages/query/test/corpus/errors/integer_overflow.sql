-- about: An integer past its range
select 2147483647 + 1
