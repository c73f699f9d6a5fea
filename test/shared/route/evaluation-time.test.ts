import { describe, expect, it } from 'vitest';
import { evaluationTime } from '../../../shared/route/evaluation-time.ts';
import { messageOf, postfix, trace } from './traced.ts';

const mx = 'mx.recv.example';
const stranger = { helo: 'x', ip: '203.0.113.66' };
const at = (minute: number): number => Date.UTC(2026, 10, 20, 8, minute);
const undated = (line: string): string => line.replace(/;.*$/, '');

function timeOf(...fields: readonly string[]): number | null {
  const { message, hops, boundary } = trace(fields);
  return evaluationTime(message, hops, boundary);
}

describe('evaluationTime', () => {
  it('is the time of the boundary hop', () => {
    const inside = postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, 9);
    expect(timeOf(inside, postfix(mx, stranger, 7), postfix('out.a.example', { helo: 'pc', ip: '192.168.1.7' }, 1))).toBe(at(7));
  });

  it('is the nearest time above it where the boundary hop says none', () => {
    const inside = (minute: number) => postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, minute);
    expect(timeOf(inside(9), inside(8), undated(postfix(mx, stranger)))).toBe(at(8));
  });

  it('is not chosen by a line below while the trusted side wrote any time', () => {
    const future = postfix(mx, { helo: 'y', ip: '203.0.113.9' }, 59);
    expect(timeOf(postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, 8), undated(postfix(mx, stranger)), future)).toBe(at(8));
  });

  it('is the nearest time below where the trusted side wrote none', () => {
    expect(timeOf(undated(postfix(mx, stranger)), postfix('b.example', stranger, 5), postfix('c.example', stranger, 30))).toBe(at(5));
  });

  it('is the Date field where no hop says a time, and nothing where that says none', () => {
    expect(timeOf('Date: Fri, 20 Nov 2026 09:03:00 +0100')).toBe(at(3));
    expect(timeOf(undated(postfix(mx, stranger)), 'Date: Fri, 20 Nov 2026 08:03:00 +0000')).toBe(at(3));
    expect(timeOf('Date: some day')).toBeNull();
    expect(timeOf()).toBeNull();
  });

  it('is a number for every time that can be read, also at the ends of the calendar', () => {
    for (const year of ['1900', '9999']) {
      expect(timeOf(`Date: 1 Jan ${year} 00:00:00 +0000`)).toBe(Date.UTC(Number(year), 0, 1));
    }
    expect(timeOf('Date: 31 Dec 9999 23:59:59 -2300')).toBeNull();
  });

  it('is the newest time where no boundary is known', () => {
    const hops = trace([postfix(mx, stranger, 7), postfix('b.example', stranger, 5)]).hops;
    const none = { hop: null, header: -1, basis: 'none', explanation: '', places: [] } as const;
    expect(evaluationTime(messageOf(), hops, none)).toBe(at(7));
  });
});
