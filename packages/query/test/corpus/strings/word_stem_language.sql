-- about: word_stem in German and French.
-- refused: word_stem
select word_stem('laufende', 'de') as a, word_stem('continuellement', 'fr') as b
