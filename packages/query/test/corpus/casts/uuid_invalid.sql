-- about: A text that is no UUID.
select cast('1215' as uuid)
