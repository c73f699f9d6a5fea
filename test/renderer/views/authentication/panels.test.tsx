import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ArcPanel } from '../../../../renderer/views/authentication/arc-panel.tsx';
import { ClaimsPanel } from '../../../../renderer/views/authentication/claims-panel.tsx';
import { DkimPanel } from '../../../../renderer/views/authentication/dkim-panel.tsx';
import { SpfPanel } from '../../../../renderer/views/authentication/spf-panel.tsx';
import type { DkimCheck } from '../../../../shared/facts/authentication.ts';
import type { Detail } from '../../../../shared/facts/detail.ts';
import { arcSet, claim } from '../../fixtures/facts.ts';
import { spoofDetail } from '../../fixtures/spoof.ts';
import { withoutDnsDetail } from '../../fixtures/variants.ts';
import { weaklySignedDetail } from '../../fixtures/weakly-signed.ts';

const rendered = (element: React.ReactNode): string =>
  renderToStaticMarkup(element)
    .replace(/<wbr\/>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the SPF panel', () => {
  const text = rendered(<SpfPanel detail={spoofDetail} />);
  it('shows the record, the path that decided, whose space it was, the counters and the questions', () => {
    expect(text).toMatch(/v=spf1 .*include:spf\.protection\.outlook\.com/);
    expect(text).toContain('The matched address space is a shared pool of Exchange Online');
    expect(text).toMatch(/\d terms? of 10 that may query DNS, 0 void look-ups of 2/);
    expect(text).toMatch(/\d DNS questions?, with the answers alpha\.example TXT v=spf1/);
    expect(text).toContain('from lab capture');
  });

  it('leads from an unknown to the open questions, and from nothing else', () => {
    const markup = renderToStaticMarkup(<SpfPanel detail={withoutDnsDetail} />);
    expect(markup).toContain('aria-label="Which DNS answers are missing?"');
    expect(renderToStaticMarkup(<SpfPanel detail={spoofDetail} />)).not.toContain('Which DNS answers are missing?');
  });
});

describe('the DKIM panel', () => {
  const shown = (changes: Partial<DkimCheck>): string => {
    const [first] = spoofDetail.dkim;
    return first === undefined ? '' : rendered(<DkimPanel detail={{ ...spoofDetail, dkim: [{ ...first, ...changes }] }} />);
  };

  it('compares when it was made and when it expires with the receipt', () => {
    const text = shown({ signedAt: '2026-09-29T20:47:15Z', expiresAt: '2026-09-29T20:47:16Z' });
    expect(text).toContain('t= made 29 Sep 2026 20:47:15 UTC, ');
    expect(text).toMatch(/x= expired 29 Sep 2026 20:47:16 UTC, \d+ seconds? before it was received/);
    expect(shown({ expiresAt: '2027-09-29T20:47:16Z' })).toMatch(/x= expires 29 Sep 2027 20:47:16 UTC, 364 days after|365 days after/);
    expect(shown({})).toContain('x= never expires');
  });

  it('keeps what the key says apart from what the body says', () => {
    const text = shown({ headerSignature: 'fail', bodyHash: 'match' });
    expect(text).toContain('The key does not verify the signed header fields.');
    expect(text).toContain('The body is the one that was signed (bh=).');
    expect(shown({ headerSignature: 'unknown' })).toContain('Whether the header fields are the signed ones cannot be told.');
  });
});

describe('the ARC panel', () => {
  it('shows where the chain breaks, how far the message signatures reach, and what each set recorded', () => {
    const detail: Detail = {
      ...weaklySignedDetail,
      arc: { ...weaklySignedDetail.arc, result: 'fail', brokenAt: 2, oldestPass: 2 },
    };
    const text = rendered(<ArcPanel detail={detail} />);
    expect(text).toContain('2 breaks here');
    expect(text).toContain('The message signatures verify from set 2 on: the message was changed between set 1 and set 2, and not since.');
    expect(text).toMatch(/spf=fail alpha\.example/);
    expect(text).toContain('The message was changed after it was signed.');
    expect(text).toContain('What is sealed by i=2 lists.example');
    const reach = (oldestPass: number | null): string => rendered(<ArcPanel detail={{ ...detail, arc: { ...detail.arc, oldestPass } }} />);
    expect(reach(1)).toContain('nobody changed the message since the first sealer');
    expect(reach(null)).toContain('nothing ties the chain to this message');
  });

  it('leads from a missing key to the open questions', () => {
    const sets = [arcSet({ instance: 1, sealedBy: 'a.example', seal: 'unknown', sealReason: 'No key.' })];
    const markup = renderToStaticMarkup(<ArcPanel detail={{ ...spoofDetail, arc: { ...spoofDetail.arc, sets } }} />);
    expect(markup).toContain('Which DNS answers are missing?');
  });
});

describe('the claims panel', () => {
  const place = { header: 0, start: 0, end: 1 };
  const shown = (given: Partial<Parameters<typeof claim>[0]>): string =>
    rendered(<ClaimsPanel detail={{ ...spoofDetail, claims: [claim({ place, method: 'spf', result: 'pass', ...given })] }} />);

  it.each([
    ['dns-changed', 'DNS was another then'],
    ['forged-header', 'perhaps forged'],
    ['forwarder', 'of another connection'],
    ['broken-body', 'body changed since'],
  ] as const)('says in words why the replay differs: %s', (code, label) => {
    const text = shown({ agrees: false, difference: { code, text: 'Because of this.' } });
    expect(text).toContain(`≠ replay differs ${label} Because of this.`);
  });

  it('leads from missing DNS to the questions, and says nothing where both agree', () => {
    const text = shown({ difference: { code: 'missing-dns', text: 'The snapshot does not answer: a.example TXT.' } });
    expect(text).toContain('replay unknown DNS answers are missing ? The snapshot does not answer: a.example TXT.');
    expect(shown({ agrees: true })).toContain('= replay agrees');
    expect(shown({})).toContain('not replayed');
  });
});
