import { expect, it } from 'vitest';
import { identifierOf, namesOf, shortened, visitorPath } from './identifier';

it('splits at the first colon, since values may hold colons', () => {
  expect(identifierOf('user_id:urn:7')).toEqual({ kind: 'user_id', value: 'urn:7' });
});

it('takes a bare value as the anonymous id', () => {
  expect(identifierOf('a1')).toEqual({ kind: 'anonymous', value: 'a1' });
});

it('names a person by each of the identifiers', () => {
  expect(namesOf({ anonymous: ['a1', 'a2'], email: ['ada@x'] })).toEqual([
    'anonymous:a1',
    'anonymous:a2',
    'email:ada@x',
  ]);
});

it('encodes what would break a path', () => {
  expect(visitorPath({ kind: 'email', value: 'a/b?c@d' })).toBe('/visitors/email/a%2Fb%3Fc%40d');
});

it('shortens in the middle', () => {
  expect(shortened('0123456789abcdefghijklmnop', 12)).toBe('01234…klmnop');
  expect(shortened('short')).toBe('short');
});
