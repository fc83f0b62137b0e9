-- about: to_hex wants bytes, not a text.
select to_hex('a')
