-- about: A CTE's name that is quoted
with "My Steps" as (select 1 as x) select "My Steps".x from "My Steps"
