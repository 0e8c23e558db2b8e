import { expect, it } from 'vitest';
import { badgeColour } from './badgeColour';

it('knows names, whatever their case', () => {
  expect(badgeColour('Gold', 'vip')).toEqual(badgeColour('gold', 'other'));
  expect(badgeColour('gold', 'vip').fill).not.toBe(badgeColour('teal', 'vip').fill);
});

it('takes a colour of its own, with ink that can be read on it', () => {
  expect(badgeColour('#ffee88', 'vip')).toEqual({ fill: '#ffee88', ink: '#14212b' });
  expect(badgeColour('#102030', 'vip')).toEqual({ fill: '#102030', ink: '#ffffff' });
});

it('gives every badge without a colour one that stays', () => {
  expect(badgeColour('', 'vip')).toEqual(badgeColour('', 'vip'));
  const fills = ['vip', 'returner', 'regular', 'subscriber'].map((name) => badgeColour('', name).fill);
  expect(new Set(fills).size).toBeGreaterThan(2);
});

it('lets nothing but colours into a style', () => {
  expect(badgeColour('url(x)', 'vip')).toEqual(badgeColour('', 'vip'));
});
