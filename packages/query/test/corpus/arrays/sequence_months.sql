-- about: sequence of dates by months: from the first, so that the 31st comes again; downwards
select sequence(date '2020-05-31',date '2020-01-31', interval '-1' month), sequence(date '2020-01-31',date '2020-05-30', interval '1' month), sequence(date '2020-01-01',date '2020-01-05', interval '2' day), sequence(date '2020-01-05', date '2020-01-01')
