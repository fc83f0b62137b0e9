-- about: url_decode of url_encode is the text.
select x, url_decode(url_encode(x)) = x as same from (values 'a b&c=d', 'é/日', '100%', '+') t(x) order by x
