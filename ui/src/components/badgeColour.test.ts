import { expect, it } from 'vitest';
import { badgeColour } from './badgeColour';

it('knows names, whatever their case', () => {
  expect(badgeColour('Gold')).toEqual(badgeColour('gold'));
  expect(badgeColour('gold').fill).not.toBe(badgeColour('teal').fill);
});

it('takes a colour of its own, with ink that can be read on it', () => {
  expect(badgeColour('#ffee88')).toEqual({ fill: '#ffee88', ink: '#14212b' });
  expect(badgeColour('#102030')).toEqual({ fill: '#102030', ink: '#ffffff' });
});

it('falls back to grey, and lets nothing else into a style', () => {
  expect(badgeColour('url(x)').fill).toBe(badgeColour('grey').fill);
  expect(badgeColour('').fill).toBe(badgeColour('grey').fill);
});
