-- about: || of arrays with nothing in common is an error
select array[1] || array['x']
