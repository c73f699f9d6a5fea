/** The part of the contract that is about the case as a file: one file holds reports, messages, analyses, notes and snapshots. */
import { z } from 'zod';

const empty = z.strictObject({});
/** A name of a case, without folder and ending. */
const name = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u);

export const CaseState = z.strictObject({
  /** Null while the case lives in a temporary file only. */
  name: z.string().nullable(),
  file: z.string().nullable(),
  reports: z.number(),
  messages: z.number(),
  /** Whether the bytes of messages and reports are in the case; else their hashes and paths only. */
  keepsOriginals: z.boolean(),
  /** True where what the window shows is in the file. */
  isSaved: z.boolean(),
});
export type CaseState = z.infer<typeof CaseState>;

/** What a person wrote about the case as a whole (`subject` empty), a message (its SHA-256) or a report (its SHA-256). */
export const Note = z.strictObject({
  subject: z.string().regex(/^(?:[0-9a-f]{64})?$/),
  text: z.string().max(100_000),
  /** UTC, ISO 8601 to the second; when it was last changed. */
  at: z.string(),
});
export type Note = z.infer<typeof Note>;

export const caseCalls = {
  'case.get': { request: empty, reply: CaseState },
  /** The cases in the folder where this person's cases live (`~/Waybill`), newest first. */
  'case.list': {
    request: empty,
    reply: z.strictObject({
      folder: z.string(),
      cases: z.array(z.strictObject({ name: z.string(), bytes: z.number(), modified: z.string() })),
    }),
  },
  /** Closes the present case and begins an empty one without a name. What was not saved is gone. */
  'case.new': { request: empty, reply: CaseState },
  /** Opens a case of the folder. Messages whose bytes are neither in it nor at their path are shown as they were judged. */
  'case.open': { request: z.strictObject({ name }), reply: CaseState },
  /** Gives the case a name and a file in the folder, and keeps it up to date from then on. Refuses with `already-there`. */
  'case.save': { request: z.strictObject({ name, keepOriginals: z.boolean() }), reply: CaseState },
  'notes.get': { request: empty, reply: z.strictObject({ notes: z.array(Note) }) },
  /** Empty text takes the note away. */
  'note.set': {
    request: z.strictObject({ subject: Note.shape.subject, text: Note.shape.text }),
    reply: z.strictObject({ notes: z.array(Note) }),
  },
} as const satisfies Record<string, { request: z.ZodType; reply: z.ZodType }>;

export const caseEvents = {
  'case.changed': CaseState,
} as const satisfies Record<string, z.ZodType>;

export type CaseCall = keyof typeof caseCalls;
