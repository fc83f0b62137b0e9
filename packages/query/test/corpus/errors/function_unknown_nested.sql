-- about: Of two unknown functions the inner is said first
select nvl(ifnull(user_id, 'a'), 'b') from events
