-- about: USE of a schema that is not there
use nope
