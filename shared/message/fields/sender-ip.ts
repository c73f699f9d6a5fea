/** Finds the connecting address in the comments that receivers put behind an SPF result. */
import { parseAddressLiteral } from './address-literal.ts';

/**
 * The writer's own phrases, held to the end of the comment where they stand: between them a sender's address is printed, which may hold
 * a phrase of its own (`"x designates 192.0.2.1 as permitted sender"@a.example`).
 */
const phrases: readonly RegExp[] = [
  // Microsoft
  /^\s*sender ip is\s+([^\s;,)]+)/i,
  // Google, Microsoft, OpenSPF: `… designates X as permitted sender`, `… does not designate X as …`, `… discourages use of X as …`
  /\b(?:designates?|use of)\s(\S+) as permitted sender\s*$/i,
  // `receiver: X is neither permitted nor denied by domain of …`
  /^\s*(?:[\w.-]{1,255}: )?(\S+) is (?:neither permitted nor denied|not allowed to send)\b/i,
  // Received-SPF keys that some writers put into the comment
  /(?:^|[\s;,])client-ip=([^\s;,)]+)/i,
];

/** Takes the text of a comment, without its parentheses. Gives the address in its short form, or null. */
export function findSenderIp(comment: string): string | null {
  // Folding may stand between any two words.
  const text = comment.slice(0, 2000).replace(/[ \t\r\n]+/g, ' ');
  for (const phrase of phrases) {
    const found = phrase.exec(text)?.[1];
    const ip = found === undefined ? null : parseAddressLiteral(found);
    if (ip !== null) return ip;
  }
  return null;
}
