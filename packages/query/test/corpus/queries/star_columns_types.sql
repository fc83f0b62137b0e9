-- about: The lake's rejected table: columns and types of no rows
select * from rejected where received_date = '1999-01-01'
