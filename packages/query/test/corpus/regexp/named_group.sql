-- about: A named group counts like any other.
select regexp_extract('k=v', '(?<key>\w)=(?<value>\w)', 2) as a
