/** Times of the report in milliseconds since the epoch where the schema asks for seconds. */
import { defineDialect } from '../dialect.ts';

export default defineDialect({
  id: 'epoch-milliseconds',
  basis: 'modoboa/modoboa-dmarc issue 9; RFC 7489 appendix C says seconds',
  recognize: 'by-value',
  paths: ['report_metadata/date_range/begin', 'report_metadata/date_range/end'],
  amend({ text }) {
    const digits = text.trim();
    // Eleven digits of seconds reach the year 5138; twelve to fourteen are milliseconds between 1973 and 5138.
    if (!/^[1-9]\d{11,13}$/.test(digits)) return null;
    const seconds = Math.floor(Number(digits) / 1000);
    return {
      text: String(seconds),
      note: { code: 'time-milliseconds', message: `${digits} is read as milliseconds: ${seconds} seconds.` },
    };
  },
});
