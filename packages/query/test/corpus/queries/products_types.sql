-- about: The lake's products: columns and types of no rows
select * from products where app = 'none'
