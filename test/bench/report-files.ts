/** Generated reports as files for measurements, in the forms that reporters send them. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zip } from '../electron/evidence.ts';
import { generateReport, generateReportBytes } from './report-generator.ts';

/** Octets of one generated row, nearly. */
const rowSize = 653;

/** One plain report of about this many octets; gives its number of rows. */
export function writeLargeReport(file: string, octets: number): number {
  const rows = Math.round(octets / rowSize);
  const handle = openSync(file, 'w');
  try {
    for (const chunk of generateReport(rows)) writeSync(handle, chunk);
  } finally {
    closeSync(handle);
  }
  return rows;
}

/** `id` makes a report another one. */
function reportOf(rows: number, id: number): Buffer {
  const text = Buffer.from(generateReportBytes(rows)).toString('latin1');
  return Buffer.from(text.replace('generated-1<', `generated-${id}<`), 'latin1');
}

/** Reports named as RFC 7489 section 7.2.1.1 asks for. Each is in a zip, in gzip or plain. */
export function writeReportFolder(folder: string, count: number, rows: number, form: 'zip' | 'gzip' | 'plain'): void {
  mkdirSync(folder, { recursive: true });
  for (let id = 1; id <= count; id += 1) {
    const name = `receiver.example!alpha.example!1793491200!1793577599!${id}.xml`;
    const xml = reportOf(rows, id);
    if (form === 'plain') writeFileSync(join(folder, name), xml);
    else if (form === 'gzip') writeFileSync(join(folder, `${name}.gz`), gzipSync(xml));
    else writeFileSync(join(folder, name.replace(/xml$/, 'zip')), zip({ [name]: xml }));
  }
}
