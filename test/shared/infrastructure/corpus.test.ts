/** The catalogue against real headers: whatever has an operator's egress name is attributed, and every stamp of theirs parses. */
import { describe, expect, it } from 'vitest';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { hasCorpora } from '../../helpers/corpora.ts';
import { connectionsOf, corpusMessages } from './corpus-scan.ts';

describe.skipIf(!hasCorpora)('the catalogue over real mail (needs ../shared/corpora)', () => {
  const catalogue = createInfrastructure();
  const messages = hasCorpora ? corpusMessages() : [];
  const connections = messages.flatMap((message) => connectionsOf(message.headers));

  /** Name of the host that a public address called itself, and who it must be by address alone. */
  it.each([
    ['exchange-online', /^[a-z0-9-]+\.outbound\.protection\.outlook\.com$/i, 270],
    ['google', /^mail-[a-z0-9]+-[fx][a-z0-9]+\.google\.com$/i, 75],
    ['amazon-ses', /^[a-e]\d+-\d+\.smtp-out(?:\.[a-z0-9-]+)?\.amazonses\.com$/i, 24],
    ['mailgun', /\.mailgun\.net$/i, 3],
    ['mailchannels', /\.relay\.mailchannels\.net$/i, 3],
    ['brevo', /\.d\.(?:mailin\.fr|sender-sib\.com)$/i, 2],
    ['constant-contact', /^ccm\d+\.constantcontact\.com$/i, 3],
    ['proofpoint', /^mx0[a-z0-9]-[0-9a-f]{8}\.pphosted\.com$/i, 1],
  ] as const)('every egress of %s is its own by address', (operator, name, least) => {
    const egress = connections.filter((connection) => name.test(connection.helo));
    const found = egress.map(({ ip, helo }) => [helo, ip, catalogue.attribute({ ip, rdns: null, helo: null })?.operator]);
    expect(found.filter(([, , attributed]) => attributed !== operator)).toEqual([]);
    expect(egress.length).toBeGreaterThanOrEqual(least);
  });

  it('knows the host of every connection inside Exchange Online as internal', () => {
    const inside = connections.filter(({ helo }) => /\.prod\.(?:outlook|exchangelabs)\.com$|\.prod\.protection\.outlook\.com$/i.test(helo));
    const odd = inside
      .map((connection) => catalogue.attribute(connection))
      .filter((found) => found?.operator !== 'exchange-online' || found.scope !== 'internal');
    expect(odd).toEqual([]);
    expect(inside.length).toBeGreaterThan(1_000);
  });

  it('finds the operator of every writer inside Microsoft and Google', () => {
    const writers = messages.flatMap(({ headers }) =>
      headers.flatMap((field) => (field.key === 'received' ? [...(field.value.match(/\bby ([a-z0-9.-]+)/i) ?? [])].slice(1, 2) : [])),
    );
    const microsoft = writers.filter((host) => /\.(?:outlook|office365)\.com$/i.test(host));
    expect(microsoft.filter((host) => catalogue.attributeBy(host)?.operator !== 'exchange-online')).toEqual([]);
    expect(microsoft.length).toBeGreaterThan(1_000);
  });

  /** Every value of the header, and the share that must be read. `other` are values that are not the operator's. */
  it.each([
    ['x-ms-exchange-crosstenant-originalattributedtenantconnectingip', 'exchange-online', /./, 119],
    ['feedback-id', 'amazon-ses', /:AmazonSES$/, 24],
    ['feedback-id', 'postmark', /:postmark$/, 3],
    ['feedback-id', 'brevo', /:Sendinblue$/, 3],
    ['x-feedback-id', 'constant-contact', /:CTCT$/, 3],
    ['x-mailchannels-senderid', 'mailchannels', /./, 3],
    ['x-mailchannels-auth-id', 'mailchannels', /./, 3],
    ['x-mailgun-sid', 'mailgun', /./, 5],
    ['x-mandrill-user', 'mandrill', /^md_\d+$/, 1],
    ['x-mc-user', 'mailchimp', /^[0-9a-f]{25}$/, 2],
    ['x-msfbl', 'sparkpost', /\|/, 4],
    ['x-pm-rcpt', 'postmark', /./, 3],
    ['x-kmail-account', 'klaviyo', /./, 1],
    ['x-jid', 'zoho', /\.m1\./, 2],
    ['x-source-auth', 'newfold', /./, 2],
    ['x-get-message-sender-via', 'cpanel', /authenticated_id/, 5],
  ] as const)('reads every %s of %s', (key, operator, shape, least) => {
    const fields = messages.flatMap(({ headers }) => headers.filter((field) => field.key === key && shape.test(field.value)));
    const unread = fields.filter((field) => !catalogue.findTenants([field]).some((mark) => mark.operator === operator));
    expect(unread.map((field) => field.value)).toEqual([]);
    expect(fields.length).toBeGreaterThanOrEqual(least);
  });

  it('reads every domain check, and the report of the sending side, as the corpus counts them', () => {
    const stamps = messages.flatMap(({ headers }) => catalogue.findStamps(headers));
    const count = (kind: string) => stamps.filter((stamp) => stamp.kind === kind && stamp.operator === 'exchange-online').length;
    const checks = messages.flatMap(({ headers }) =>
      headers.filter((field) => field.key === 'x-ms-exchange-senderadcheck').map((field) => field.value.trim()),
    );
    expect([count('domain-accepted'), count('domain-foreign')]).toEqual([
      checks.filter((check) => check === '1').length,
      checks.filter((check) => check === '2').length,
    ]);
    const mailbox = messages.filter(({ headers }) =>
      headers.some(
        (field) => /^x-forefront-antispam-report(?:-untrusted)?$/.test(field.key) && /CIP:255\.255\.255\.255;.*DIR:OUT/.test(field.value),
      ),
    );
    expect(new Set(mailbox.map((message) => message.name))).toEqual(
      new Set(
        messages
          .filter(({ headers }) => catalogue.findStamps(headers).some((stamp) => stamp.kind === 'mailbox-submission'))
          .map((message) => message.name),
      ),
    );
  });

  it('agrees with itself: the connecting address of the tenant header is the one in the report', () => {
    const differing = messages.flatMap(({ name, headers }) => {
      const found = catalogue.findStamps(headers).filter((stamp) => stamp.kind === 'connecting-ip');
      return new Set(found.map((stamp) => stamp.value)).size > 1 ? [name] : [];
    });
    expect(differing).toEqual([]);
  });

  it('never names the consumer tenant or a receiver as the sender', () => {
    const tenants = messages.flatMap(({ headers }) => catalogue.findTenants(headers));
    expect(tenants.filter((mark) => mark.value.startsWith('84df9e7f') || mark.value.endsWith('templatetenant'))).toEqual([]);
  });

  it('misses no stamp on mail that left through an operator', () => {
    const missing = messages.flatMap(({ name, headers }) => {
      const egress = connectionsOf(headers)
        .map((connection) => catalogue.attribute(connection))
        .find((found) => found !== null && found.scope !== 'internal');
      const lacking = egress === undefined || egress === null ? [] : catalogue.missingStamps(egress.operator, headers);
      return lacking.length === 0 ? [] : [[name, egress?.operator, lacking]];
    });
    expect(missing).toEqual([]);
  });
});
