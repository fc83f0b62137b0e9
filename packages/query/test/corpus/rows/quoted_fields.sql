-- about: Field names that are quoted: spaces, capitals, keywords
select r."a b" as x, r."select" as y from (select cast(row(1, 2) as row("a b" integer, "select" integer)) as r)
