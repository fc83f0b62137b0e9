-- about: json_array of a text that is no JSON.
select json_array('{bad' format json)
