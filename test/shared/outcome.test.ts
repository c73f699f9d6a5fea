import { describe, expect, it } from 'vitest';
import { assertNever, refuse, succeed } from '../../shared/outcome.ts';

describe('outcomes', () => {
  it('carry a value', () => {
    expect(succeed([1, 2])).toEqual({ ok: true, value: [1, 2] });
    expect(succeed(null)).toEqual({ ok: true, value: null });
  });

  it('carry a refusal with its code, its words, and where it happened', () => {
    expect(refuse('empty', 'The file is empty.')).toEqual({ ok: false, error: { code: 'empty', message: 'The file is empty.' } });
    expect(refuse('archive-damaged', 'It ends too early.', { evidence: 'a.zip', at: 'offset 12' })).toEqual({
      ok: false,
      error: { code: 'archive-damaged', message: 'It ends too early.', evidence: 'a.zip', at: 'offset 12' },
    });
  });

  it('survive the way between processes, which carries plain data', () => {
    const refusal = refuse('not-found', 'No such file.', { evidence: 'x.eml' });
    expect(JSON.parse(JSON.stringify(refusal))).toEqual(refusal);
  });
});

describe('assertNever', () => {
  it('names the value that no branch expected', () => {
    const grown: string = 'a new kind';
    expect(() => assertNever(grown as never)).toThrow('Unexpected value: "a new kind"');
  });
});
