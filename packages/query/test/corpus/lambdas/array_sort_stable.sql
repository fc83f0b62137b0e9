-- about: array_sort by a comparator keeps equals in their order, in long arrays too
select array_sort(sequence(1,200),(x,y)->if(x%7<y%7,-1,if(x%7>y%7,1,0)))
