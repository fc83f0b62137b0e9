-- about: date_format of whole patterns: %T %r %%, literal text, quotes, unicode, unknown letters.
select date_format(x, '%T') as a, date_format(x, '%r') as b, date_format(x, '100%% of %Y') as c, date_format(x, 'Day''s é %d') as d, date_format(x, '%q%z') as e, date_format(x, 'T') as g, date_format(x, '%Y%') as h from (values timestamp '2026-01-05 15:11:12.345') t(x)
