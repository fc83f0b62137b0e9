-- about: levenshtein_distance and hamming_distance.
select levenshtein_distance('kitten', 'sitting') as a, levenshtein_distance('', 'abc') as b, levenshtein_distance('日本', '日本語') as c, hamming_distance('abc', 'abd') as d, hamming_distance('', '') as e, levenshtein_distance('a', null) as f
