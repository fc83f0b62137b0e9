-- about: JSON literals are normalised: spaces go, keys sort, numbers keep their text.
select json '{"b": 1, "a": [1, 2.50, 1e3, null, true]}' as a, json '"x"' as b, json 'null' as c, json '1.0' as d, json '[]' as e, typeof(json '{}'), json '{"é":"\u00e9\n"}' as f
