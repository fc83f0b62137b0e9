-- about: "$path" is not in star, and other hidden columns
select count(*) as n, bool_and("$file_size" > 0) as sized, count("$file_modified_time") > 0 as dated from events where app = 'store' and received_date between '2026-01-01' and '2026-02-28'
