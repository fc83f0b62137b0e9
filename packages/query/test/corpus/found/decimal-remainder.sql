-- about: The remainder of decimals of different widths: neither operand need fit into its type
select 0.1 % 3.3, 1.5 % 2.5, 0.1 % 33.3, 33.3 % 0.7, -7.25 % 0.5
