-- about: word_stem in German and French.
select word_stem('laufende', 'de') as a, word_stem('continuellement', 'fr') as b
