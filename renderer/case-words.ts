/** Every label that is about the case as a file, the notes in it, and the jobs that fill it. */

/** A name of a case as the contract takes it, for the form to check before anything is sent. */
export const caseNamePattern = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._\\-]*[\\p{L}\\p{N}])?';
export const longestCaseName = 100;

export const caseWords = {
  unnamed: 'Unsaved case',
  menu: 'Case',
  isSaved: 'Saved',
  isSavedMeaning: 'Everything that is shown is in the file.',
  isBeingSaved: 'Saving…',
  isBeingSavedMeaning: 'What changed is being written to the file.',
  notSaved: 'Not saved',
  notSavedMeaning: 'What is shown is gone when the window closes. Save the case to keep it.',
  nothingYet: 'Nothing in it yet',
  newCase: 'New case',
  openCase: 'Open a case…',
  saveCase: 'Save as…',
  saveNow: 'Save…',
  notesOnCase: 'Notes on the case…',
  holdsOriginals: 'with the original bytes',
  holdsHashes: 'hashes and paths only',
  openTitle: 'Open a case',
  openEmpty: 'No case has been saved yet.',
  folder: 'Cases are files in',
  isOpen: 'open now',
  listing: 'Reading the folder…',
  saveTitle: 'Save this case',
  saveTitleNamed: 'Save this case under another name',
  name: 'Name',
  nameHint: 'Letters, digits, spaces, full stops, hyphens and underscores, with a letter or digit at both ends.',
  namePlaceholder: 'Incident 2026-417',
  keepOriginals: 'Keep the original bytes in the case',
  keepOriginalsMeaning:
    'The case then holds the evidence itself: it can be handed on and examined again elsewhere, and must be guarded as the messages must. Without it, the case holds hashes, paths and results only; whoever wants to check it needs the files, and the hashes show that they are the same.',
  save: 'Save',
  leaveTitle: 'This case is not saved',
  leaveText:
    'Its evidence, reports and notes are in this window only. If you go on without saving, they are gone; the files that they came from are not touched.',
  saveFirst: 'Save first…',
  leave: 'Go on without saving',
  stay: 'Stay',
  savedAs: (file: string): string => `Saved in ${file}. From now on it is kept up to date.`,
  keptByItself: (name: string): string => `“${name}” is saved: it is kept up to date by itself.`,
} as const;

export const noteWords = {
  title: 'Notes',
  ofCase: 'Notes on the case',
  ofMessage: 'Notes on this message',
  ofReport: 'Notes on this report',
  placeholder: 'What you found, did and want to ask. Kept in the case, printed with the analysis.',
  states: {
    none: '',
    typing: 'Not kept yet…',
    saving: 'Keeping…',
    failed: 'Could not be kept',
    kept: 'Kept, but the case is not saved',
    saved: 'Saved in the case',
  },
  retry: 'Try again',
} as const;
export type NoteState = keyof typeof noteWords.states;

export const jobWords = {
  label: 'Reading',
  stop: 'Stop…',
  stopTitle: 'Stop reading?',
  stays: (files: string, rows: string | null): string => `What was read stays in the case: ${files}${rows === null ? '' : ` and ${rows}`}.`,
  restGone: (files: string): string => `${files} will not be read.`,
  confirm: 'Stop',
  goOn: 'Go on',
} as const;
