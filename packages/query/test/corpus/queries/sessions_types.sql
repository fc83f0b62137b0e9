-- about: The lake's sessions: columns and types of no rows
select * from sessions where session_date = '1999-01-01'
