-- about: word_stem of English and of another language.
-- refused: word_stem
select x, word_stem(x) as s from (values 'running', 'generously', 'cats', 'flies', '') t(x) order by x
