-- about: Is there ends_with.
select ends_with('abc', 'bc')
