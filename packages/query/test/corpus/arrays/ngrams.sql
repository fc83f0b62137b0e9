-- about: ngrams: overlapping runs of n texts, or the whole when it is shorter
select ngrams(array['a', 'b', 'c', 'd'], 2) as pairs, ngrams(array['a', 'b'], 5) as whole, ngrams(array['a', 'b', null], 2) as with_null
