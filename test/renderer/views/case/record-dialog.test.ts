import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../../renderer/views/case/record-dialog.tsx';

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe('the form for a DNS answer', () => {
  it('gives one record a line, and no day where none was chosen', () => {
    expect(
      recordOf(form({ name: ' alpha.example ', type: 'A', answer: 'records', records: ' 192.0.2.1\r\n\n192.0.2.2\n', from: '', to: '' })),
    ).toEqual({
      name: 'alpha.example',
      type: 'A',
      answer: 'records',
      records: ['192.0.2.1', '192.0.2.2'],
      from: null,
      to: null,
    });
  });

  it('leaves out what was typed before the answer became that there is none', () => {
    const fields = { name: 'a.example', type: 'TXT', answer: 'nxdomain', records: 'v=spf1 -all', from: '2026-03-01', to: '2026-03-02' };
    expect(recordOf(form(fields))).toEqual({ ...fields, records: [] });
  });
});
