-- about: format of texts, booleans, percent signs, positions and NULL.
select format('%s, %s', 'a', 'b') as a, format('%2$s %1$s', 'a', 'b') as b, format('%10s|%-10s|', 'x', 'y') as c, format('%b', true) as d, format('%d%%', 50) as e, format('%.2s', 'abcdef') as f, format('%s', null) as g, format('%S', 'up') as h, format('%n', 1) = chr(10) as i
