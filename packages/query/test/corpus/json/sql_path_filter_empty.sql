-- about: A filter with half a comparison, on the second line of the statement.
select json_value('1',
 'lax $ ? (@ > )')
