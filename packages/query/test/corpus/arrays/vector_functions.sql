-- about: dot_product and cosine_similarity of arrays: unknown to Athena's Trino
select dot_product(array[1e0, 2e0], array[3e0, 4e0])
