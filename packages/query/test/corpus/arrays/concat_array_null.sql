-- about: An array and NULL: an element, or an array.
select array[1] || null
