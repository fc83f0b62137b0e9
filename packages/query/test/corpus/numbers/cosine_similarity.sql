-- about: cosine_similarity of two sparse vectors.
-- refused: cosine_similarity
select cosine_similarity(map(array['a'], array[1e0]), map(array['a'], array[2e0])) as a, round(cosine_similarity(map(array['a', 'b'], array[1e0, 2e0]), map(array['b', 'c'], array[1e0, 3e0])), 6) as b
