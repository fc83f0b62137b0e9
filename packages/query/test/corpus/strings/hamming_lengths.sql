-- about: hamming_distance of texts of different lengths is an error.
select hamming_distance('abc', 'ab')
