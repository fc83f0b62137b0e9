-- about: json_object of aggregates.
select channel, json_object('n': count(*), 'last': max(received_date)) from events group by channel order by channel
