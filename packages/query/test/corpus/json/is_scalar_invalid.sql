-- about: is_json_scalar of broken JSON is an error.
select is_json_scalar('[1')
