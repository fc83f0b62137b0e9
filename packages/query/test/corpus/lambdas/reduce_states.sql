-- about: reduce: a state of another type than the elements, NULL, nothing
select reduce(array['a','b'],'',(s,x)->s||x,s->s), reduce(array[1,2],0e0,(s,x)->s+x,s->s), reduce(array[1,null],0,(s,x)->s+x,s->coalesce(s,-1)), reduce(array[],0,(s,x)->s+x,s->s*2)
