-- about: to_base64url and from_base64url.
select to_base64url(X'fbff') as a, from_base64url('-_8=') as b, from_base64url('-_8') as c
