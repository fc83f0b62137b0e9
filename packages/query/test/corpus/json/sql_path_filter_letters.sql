-- about: Texts in filters have the order of their letters, beyond 16 bits too.
select json_query('["\uFFFF","😀"]', 'lax $[*] ? (@ > "\uE000")' with wrapper), json_query('["￿","😀"]', 'lax $[*] ? (@ > "￿")' with wrapper), json_query('["￿","😀","z","￿a"]', 'lax $[*] ? (@ < "￿a")' with wrapper)
