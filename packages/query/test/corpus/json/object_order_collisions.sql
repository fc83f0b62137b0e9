-- about: json_object of keys that share a hash.
select json_object('AaAaAa':1,'AaAaBB':2,'AaBBAa':3,'AaBBBB':4,'BBAaAa':5,'BBAaBB':6,'BBBBAa':7,'BBBBBB':8,'AaAaC#':9,'b':0,'q':1,'r':2)
