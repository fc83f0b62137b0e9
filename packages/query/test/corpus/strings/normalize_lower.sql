-- about: The forms of normalize are known by their capitals only.
select normalize('é', nfkd) as a
