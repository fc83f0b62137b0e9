-- about: format_datetime of quoted text, quotes and signs.
select format_datetime(x, '''Week'' w') as a, format_datetime(x, 'hh ''o''''clock'' a') as b, format_datetime(x, 'yyyy''T''HH') as c, format_datetime(x, 'dd.MM.yyyy, é') as d, format_datetime(x, '[yyyy]{MM}#') as e from (values timestamp '2026-01-05 15:11:12') t(x)
