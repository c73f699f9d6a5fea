/** Amazon SES, WorkMail and SES receiving: `from HELO (RDNS [IP]) by inbound-smtp.REGION.amazonaws.com with SMTP id … for …`. */
import { defineReceivedDialect, hasOwnComment, isHostUnder } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'amazon-ses',
  basis: 'Observed, 2016 to 2026; `(SimpleEmailService-d-…)` is the submission endpoint',
  specificity: 3,
  recognize: (line) =>
    /^(?:inbound-smtp|email-smtp|feedback-smtp)\./.test(line.host) ||
    isHostUnder(line.host, 'amazonses.com') ||
    hasOwnComment(line, 'simpleemailservice'),
  read: () => ({}),
});
