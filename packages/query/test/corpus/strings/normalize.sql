-- about: normalize in the four forms.
select length(normalize('é')) as a, length(normalize('é', NFD)) as b, normalize('ﬁ', NFKC) as c, normalize('ﬁ', NFC) = 'ﬁ' as d, length(normalize('Å', NFKD)) as e, normalize('') as f
