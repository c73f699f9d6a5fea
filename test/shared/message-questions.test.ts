import { describe, expect, it } from 'vitest';
import { analyze } from '../../shared/analyze.ts';
import { formatQuestion } from '../../shared/facts/dns.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { questionSheet } from '../../shared/message-questions.ts';
import { emptySheet } from '../../shared/question-sheet.ts';
import { message } from '../electron/evidence.ts';
import { type Zone, zoneSnapshot } from '../helpers/zone.ts';

const infrastructure = createInfrastructure();

async function sheetOf(zone: Zone) {
  const snapshot = zoneSnapshot(zone, { complete: false });
  const detail = await analyze({ evidence: { path: 'a.eml', bytes: message() }, snapshot, infrastructure, boundaryHop: null });
  const sheet = questionSheet(detail, snapshot);
  return { sheet, now: sheet.now.map(formatQuestion), ahead: sheet.ahead.map(formatQuestion), published: detail.analysis.questions };
}

describe('the questions of a message', () => {
  it('that are needed are those of the analysis, and no other stands ahead', async () => {
    for (const zone of [{}, { 'alpha.example': { TXT: ['v=spf1 include:b.example include:c.example -all'] } }] satisfies Zone[]) {
      const { now, ahead, published } = await sheetOf(zone);
      expect(now).toEqual(published);
      expect(ahead.filter((question) => now.includes(question))).toEqual([]);
    }
  });

  it('ahead name what the answers may lead to', async () => {
    const { now, ahead } = await sheetOf({ 'alpha.example': { TXT: ['v=spf1 include:b.example include:c.example -all'] } });
    expect([now.includes('b.example TXT'), now.includes('c.example TXT'), ahead.includes('c.example TXT')]).toEqual([true, false, true]);
  });

  it('are none, in no round, where everything is known', async () => {
    const zone: Zone = {
      'alpha.example': { TXT: ['v=spf1 ip4:192.0.2.10 -all'] },
      'mail.alpha.example': { TXT: [] },
      '_dmarc.alpha.example': { TXT: ['v=DMARC1; p=reject'] },
      '_dmarc.example': { TXT: [] },
    };
    const { sheet } = await sheetOf(zone);
    expect(sheet).toEqual(emptySheet);
  });

  it('hold the explanation of a fail, which only makes things clearer', async () => {
    const { now, ahead } = await sheetOf({
      'alpha.example': { TXT: ['v=spf1 -all exp=why.alpha.example'] },
      'mail.alpha.example': { TXT: [] },
      '_dmarc.alpha.example': { TXT: ['v=DMARC1; p=reject'] },
      '_dmarc.example': { TXT: [] },
    });
    expect([now, ahead]).toEqual([[], ['why.alpha.example TXT']]);
  });
});
