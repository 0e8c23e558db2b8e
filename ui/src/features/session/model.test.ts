import { describe, expect, it } from 'vitest';
import { RequestFailed, Unreachable } from '@/lib/http';
import { refusal, wantedPath } from './model';

const failed = (status: number, title: string) => new RequestFailed({ type: 'about:blank', title, status, detail: '' });

describe('refusal', () => {
  it('does not say which part was wrong', () => {
    expect(refusal(failed(401, 'No such user'))).toBe('User or password is not right.');
  });

  it('says when to wait, and when the server is away', () => {
    expect(refusal(failed(429, 'Slow down'))).toMatch(/Wait a minute/);
    expect(refusal(new Unreachable(new TypeError()))).toMatch(/Is it running/);
  });
});

describe('wantedPath', () => {
  it('leads back to where one wanted to go', () => {
    expect(wantedPath('/visitors/email/a%40b?x=1')).toBe('/visitors/email/a%40b?x=1');
  });

  it.each([null, 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'does not lead out: %s',
    (to) => {
      expect(wantedPath(to)).toBe('/');
    },
  );
});
