/** Every file of the report corpora behaves as its SOURCES.md says: what is a report is read, what is broken is said, nothing stops the rest. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readReports } from '../../shared/reports/open.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';

const root = `${corporaPath}reports/`;

/** For each report its kind, dialect, rows/messages and the codes of its notes; else what became of the file. */
const expected: readonly (readonly [file: string, found: readonly string[]])[] = [
  ['avvertix-dmarc-report-parser/dmarc-as-txt.txt', ['aggregate rfc7489 2/2']],
  ['avvertix-dmarc-report-parser/dmarc-missing-elements.xml', ['aggregate rfc7489 1/30 envelope-from-missing version-missing']],
  ['avvertix-dmarc-report-parser/dmarc.xml', ['aggregate rfc7489 2/2']],
  ['avvertix-dmarc-report-parser/dmarc.xml.gz', ['aggregate rfc7489 2/2']],
  ['avvertix-dmarc-report-parser/dmarc.zip', ['aggregate rfc7489 2/2']],
  ['avvertix-dmarc-report-parser/plain.txt', ['passed over: no-report']],
  ['chrj/minimal.xml', ['aggregate rfc7489 1/2 version-missing']],
  ['chrj/second.xml', ['aggregate rfc7489 1/5 version-missing']],
  ['dmarc-cat/bad.xml', ['refused: empty']],
  ['dmarc-cat/bad.zip', ['refused: empty']],
  ['dmarc-cat/dmarc.xsd', ['passed over: no-report']],
  ['dmarc-cat/empty.txt', ['refused: empty']],
  ['dmarc-cat/example.com!keltia.net!1538604008!1538690408.xml', ['aggregate rfc7489 1/1 element-empty']],
  ['dmarc-cat/example.com!keltia.net!1538604008!1538690408.xml.gz', ['aggregate rfc7489 1/1 element-empty']],
  ['dmarc-cat/google.com!keltia.net!1538438400!1538524799.xml', ['aggregate rfc7489 2/2 envelope-from-missing version-missing']],
  ['dmarc-cat/google.com!keltia.net!1538438400!1538524799.zip', ['aggregate rfc7489 2/2 envelope-from-missing version-missing']],
  ['dmarc-cat/notempty.txt', ['passed over: no-report']],
  ['dmarc-cat/notempty.txt.gz', ['passed over: no-report']],
  ['dmarc-cat/notempty.zip', ['passed over: no-report']],
  ['dmarc-parser-php/dmarc-1-space.xml', ['aggregate rfc7489 3/10 envelope-from-missing leading-content version-missing']],
  ['dmarc-parser-php/dmarc-1-untrimmed.xml', ['aggregate rfc7489 3/10 envelope-from-missing value-trimmed version-missing']],
  ['dmarc-parser-php/dmarc-1.xml', ['aggregate rfc7489 3/10 envelope-from-missing version-missing']],
  ['dmarc-parser-php/test.gz', ['passed over: no-report']],
  ['dmarc-parser-php/test.gz.eml', ['passed over: no-report']],
  ['dmarc-parser-php/test.none.eml', ['passed over: no-report']],
  ['dmarc-parser-php/test.txt.eml', ['passed over: no-report']],
  ['dmarc-parser-php/test.zip', ['passed over: no-report']],
  ['dmarc-parser-php/test.zip.eml', ['passed over: no-report']],
  ['dmarc-report-viewer/dmarc-reports/acme.xml', ['aggregate rfc7489 1/2 version-missing']],
  ['dmarc-report-viewer/dmarc-reports/aol.xml', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['dmarc-report-viewer/dmarc-reports/gmxnet.xml', ['aggregate rfc9990 1/1']],
  ['dmarc-report-viewer/dmarc-reports/google.xml', ['aggregate rfc7489 1/1 element-not-in-dialect envelope-from-missing version-missing']],
  [
    'dmarc-report-viewer/dmarc-reports/hardfail.xml',
    ['aggregate rfc7489 1/1 element-empty envelope-from-missing result-word-alias version-missing'],
  ],
  ['dmarc-report-viewer/dmarc-reports/mailru.xml', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['dmarc-report-viewer/dmarc-reports/outlook.xml', ['aggregate rfc7489 2/3']],
  ['dmarc-report-viewer/dmarc-reports/solamora.xml', ['aggregate rfc7489 1/2 envelope-from-missing version-missing']],
  ['dmarc-report-viewer/dmarc-reports/webde.xml', ['aggregate rfc9990 1/1']],
  ['dmarc-report-viewer/dmarc-reports/yahoo.xml', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['dmarc-report-viewer/smtp-tls-reports/google.json', ['tls rfc8460 0/0']],
  ['dmarc-report-viewer/smtp-tls-reports/microsoft.json', ['tls rfc8460 0/0']],
  ['dmarc-report-viewer/smtp-tls-reports/no-contact.json', ['tls rfc8460 0/0']],
  ['dmarc-report-viewer/smtp-tls-reports/no-policy.json', ['tls rfc8460 0/0']],
  ['dmarc-report-viewer/smtp-tls-reports/no_ip_and_mx.json', ['tls rfc8460 0/0']],
  ['dmarc-report-viewer/smtp-tls-reports/rfc-example.json', ['tls rfc8460 0/0']],
  ['dmarc_aggregate_parser/dmarc.xml', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['flanker-arf/aol.eml', ['failure arf 1/1']],
  ['flanker-arf/yahoo.eml', ['failure arf 1/1 address-missing']],
  ['ietf-aggregate-bis/dmarc-xml-0.2.xml', ['aggregate rfc9990 1/123']],
  ['ietf-aggregate-bis/dmarc-xml-0.2.xsd', ['passed over: no-report']],
  ['ietf-aggregate-bis/dmarc-xmlalt-0.2.xml', ['aggregate draft-dmarcbis 1/123 element-unknown version-unexpected']],
  ['mail-dmarc/rua-schema.xsd', ['passed over: no-report']],
  ['mail-dmarc/test_dmarc.xml', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['mail-dmarc/test_dmarc.xml.gz', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['mail-dmarc/test_dmarc.xml.zip', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['mimekit-arf/feedback-report.txt', ['failure arf 1/1']],
  [
    'opendmarc/163.com!example.com!1337270400!1337356799.20120518163.xml',
    ['aggregate rfc7489 50/92 envelope-from-missing time-fractional version-missing'],
  ],
  [
    'opendmarc/bad.com!example.com!1337140800!1337227200.xml',
    ['aggregate draft-2012 3/284 address-invalid domain-invalid element-empty namespace-prefix not-well-formed stray-markup tag-unclosed'],
  ],
  [
    'opendmarc/good.com!example.com!1337270400!1337356799.xml',
    ['aggregate rfc7489 754/183934 domain-invalid envelope-from-missing time-fractional version-missing'],
  ],
  [
    'opendmarc/yeah.net!example.com!1337270400!1337356799.20120518.xml',
    ['aggregate rfc7489 254/21679 domain-invalid envelope-from-missing time-fractional version-missing'],
  ],
  [
    'parsedmarc/aggregate/!example.com!1538204542!1538463818.xml',
    ['aggregate rfc7489 1/1 element-empty envelope-from-missing range-empty reporter-missing version-missing'],
  ],
  [
    'parsedmarc/aggregate/!large-example.com!1711897200!1711983600.xml',
    ['aggregate rfc7489 2286/2286 element-empty envelope-from-missing reporter-missing version-missing'],
  ],
  [
    'parsedmarc/aggregate/Report domain- borschow.com Submitter- google.com Report-ID- 949348866075514174.eml',
    ['aggregate rfc7489 1/1 envelope-from-missing version-missing'],
  ],
  ['parsedmarc/aggregate/addisonfoods.com!example.com!1536105600!1536191999.xml', ['aggregate rfc7489 1/1']],
  ['parsedmarc/aggregate/empty_reason.xml', ['aggregate rfc7489 1/2 element-empty']],
  [
    'parsedmarc/aggregate/estadocuenta1.infonacot.gob.mx!example.com!1536853302!1536939702!2940.xml.zip',
    ['aggregate rfc7489 1/1 auth-results-missing envelope-from-missing version-missing'],
  ],
  ['parsedmarc/aggregate/example.net!example.com!1529366400!1529452799.xml', ['aggregate rfc7489 1/1 auth-results-missing stray-text']],
  ['parsedmarc/aggregate/fastmail.com!example.com!1516060800!1516147199!102675056.xml.gz', ['aggregate rfc7489 1/1']],
  [
    'parsedmarc/aggregate/ikea.com!example.de!1538690400!1538776800.xml',
    ['aggregate rfc7489 1/1 not-well-formed stray-element version-missing'],
  ],
  [
    'parsedmarc/aggregate/invalid_utf_8.xml',
    ['aggregate rfc7489 1/1 element-empty encoding-invalid-bytes envelope-from-missing range-empty reporter-missing version-missing'],
  ],
  [
    'parsedmarc/aggregate/invalid_xml.xml',
    ['aggregate rfc7489 1/1 domain-invalid element-empty envelope-from-missing not-well-formed stray-markup version-missing'],
  ],
  ['parsedmarc/aggregate/mimecast-weird-gzip.eml', ['aggregate rfc7489 1/1 body-is-archive envelope-from-missing version-missing']],
  ['parsedmarc/aggregate/old_draft_from_wiki.xml', ['aggregate rfc7489 1/2 envelope-from-missing version-missing']],
  ['parsedmarc/aggregate/protection.outlook.com!example.com!1711756800!1711843200.xml', ['aggregate rfc7489 1/1']],
  [
    'parsedmarc/aggregate/rfc9990-example.net!example.com!1700000000!1700086399.xml',
    ['aggregate rfc9990 2/7 namespace-missing version-unexpected'],
  ],
  ['parsedmarc/aggregate/rfc9990-sample.xml', ['aggregate rfc9990 1/123']],
  ['parsedmarc/aggregate/twilight.eml', ['aggregate rfc7489 1/1 envelope-from-missing version-missing']],
  ['parsedmarc/aggregate/usssa.com!example.com!1538784000!1538870399.xml', ['aggregate rfc7489 2/2 auth-results-missing']],
  [
    'parsedmarc/aggregate/veeam.com!example.com!1530133200!1530219600.xml',
    ['aggregate rfc7489 1/1 element-empty envelope-from-missing version-missing'],
  ],
  [
    'parsedmarc/aggregate_invalid/report_with_upper_cased_pass.xml',
    ['aggregate rfc7489 1/1 envelope-from-missing range-long value-case value-trimmed version-missing'],
  ],
  ['parsedmarc/empty.xml', ['refused: empty']],
  [
    'parsedmarc/extract_report/changed-input.xml',
    ['aggregate rfc7489 20/3047 element-not-in-dialect envelope-from-missing version-missing'],
  ],
  ['parsedmarc/extract_report/nice-input.xml', ['aggregate rfc7489 20/3047 element-not-in-dialect envelope-from-missing version-missing']],
  [
    'parsedmarc/extract_report/nice-input.xml.gz',
    ['aggregate rfc7489 20/3047 element-not-in-dialect envelope-from-missing version-missing'],
  ],
  [
    'parsedmarc/extract_report/nice-input.xml.zip',
    ['aggregate rfc7489 20/3047 element-not-in-dialect envelope-from-missing version-missing'],
  ],
  [
    'parsedmarc/failure/DMARC Failure Report for domain.de (mail-from=sharepoint@domain.de, ip=10.10.10.10).eml',
    ['failure arf 1/1 field-missing'],
  ],
  ['parsedmarc/failure/[Netease DMARC Failure Report] Rent Reminder.eml', ['failure arf 1/1']],
  ['parsedmarc/failure/dmarc_ruf_report_linkedin.crlf.eml', ['failure arf 1/1 field-missing']],
  ['parsedmarc/failure/dmarc_ruf_report_linkedin.eml', ['failure arf 1/1 field-missing']],
  ['parsedmarc/failure/exim_plain_text_only_no_arf_part.eml', ['failure exim-plain-text 1/1']],
  ['parsedmarc/smtp_tls/google.com_smtp_tls_report.eml', ['tls rfc8460 0/0']],
  ['parsedmarc/smtp_tls/mail.ru.json', ['tls rfc8460 0/0']],
  ['parsedmarc/smtp_tls/rfc8460.json', ['tls rfc8460 0/0']],
  ['parsedmarc/smtp_tls/smtp_tls.json', ['tls rfc8460 0/0']],
  ['sisimai-arf/bsd/arf-01.eml', ['failure arf 1/1']],
  ['sisimai-arf/bsd/arf-02.eml', ['failure arf 1/1 address-missing']],
  ['sisimai-arf/bsd/arf-11.eml', ['failure arf 1/1 address-missing']],
  ['sisimai-arf/bsd/arf-12.eml', ['failure arf 1/1 address-missing']],
  ['sisimai-arf/bsd/arf-14.eml', ['failure arf 1/1 address-missing']],
  ['sisimai-arf/bsd/arf-15.eml', ['failure arf 1/1']],
  ['sisimai-arf/bsd/arf-16.eml', ['failure arf 1/1']],
  ['sisimai-arf/bsd/arf-17.eml', ['failure arf 1/1']],
  ['sisimai-arf/bsd/arf-18.eml', ['failure arf 1/1 field-missing']],
  ['sisimai-arf/bsd/arf-19.eml', ['failure arf 1/1']],
  ['sisimai-arf/bsd/arf-20.eml', ['failure arf 1/1 field-missing']],
  ['sisimai-arf/bsd/arf-21.eml', ['failure arf 1/1']],
  ['sisimai-arf/bsd/arf-22.eml', ['failure microsoft-complaint 1/1']],
  ['sisimai-arf/bsd/arf-23.eml', ['failure microsoft-complaint 1/1']],
  ['sisimai-arf/bsd/arf-24.eml', ['failure microsoft-complaint 1/1']],
  ['sisimai-arf/bsd/arf-25.eml', ['failure arf 1/1']],
  ['sisimai-arf/bsd/arf-26.eml', ['passed over: no-report']],
  ['sisimai-arf/dos/arf-01.eml', ['failure arf 1/1']],
  ['sisimai-arf/mac/arf-01.eml', ['failure arf 1/1']],
];

async function outline(file: string): Promise<string[]> {
  const found: string[] = [];
  for await (const item of readReports(file, readFileSync(`${root}${file}`))) {
    if (item.kind === 'note') found.push(`passed over: ${item.note.code}`);
    else if (item.kind === 'refusal') found.push(`refused: ${item.refusal.code}`);
    else {
      const { kind, dialect, recordCount, messageCount, notes } = item.report;
      const codes = [...new Set(notes.map(({ code }) => code))].filter((code) => code !== 'more-of-the-same').sort();
      found.push([kind, dialect, `${recordCount}/${messageCount}`, ...codes].join(' '));
    }
  }
  return found;
}

describe.skipIf(!hasCorpora)('the report corpora (needs ../shared/corpora)', () => {
  it.each(expected)('%s', async (file, found) => {
    expect(await outline(file)).toEqual(found);
  });

  it('leave no file untested', () => {
    const files = (hasCorpora ? readdirSync(root, { recursive: true, withFileTypes: true }) : [])
      .filter((entry) => entry.isFile() && !entry.name.startsWith('LICENSE'))
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replace(/^\//, ''));
    expect(files.sort()).toEqual(expected.map(([file]) => file).sort());
  });
});
