/** Tells at a glance which e-mails carry no report, so that thousands of messages need not be taken apart to find out. */
import { bufferOver } from '../message/decode.ts';

/** Types and names of what reports are packed in, the beginnings of such bodies, and what marks a failure report or a notice without parts (mail.ts). */
const marks =
  /(?:application|text)\/(?:x-)?(?:zip|gzip|gz|tlsrpt|tar|octet-stream|xml|json|pkcs7|mbox)|message\/(?:feedback-report|rfc822|global)|\.(?:xml|gz|zip|tgz|tar|json|mbox|eml)["']?[ \t]{0,8}(?:;|\r?$)|<(?:[\w.-]{1,64}:)?feedback[\s/>]|^(?:UEsD|H4sI)|^[ \t]{0,8}Sender Domain:/im;

/** True where taking it apart may find one. Linear in the size of the message. */
export function mayCarryReport(message: Uint8Array): boolean {
  return marks.test(bufferOver(message).toString('latin1'));
}
