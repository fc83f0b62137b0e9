-- about: url_encode as of forms: spaces as plus, letters beyond ASCII by UTF-8.
select x, url_encode(x) as e from (values 'a b', 'a+b', 'é', '日', '😀', 'a-b_c.d*e~f', '/?&=#', '', '%', '''()!', null) t(x) order by x
