-- about: A misspelt first word
selec 1
