/** The calls about the case as a file: what it is called, where it lives, and what a person wrote about what is in it. */
import type { CaseCall } from '../../shared/case-calls.ts';
import type { Handlers } from '../../shared/contract.ts';
import { succeed } from '../../shared/outcome.ts';
import type { CaseFolder } from './case-folder.ts';
import type { CaseKeeper } from './case-keeper.ts';

export interface CaseHandlerParts {
  readonly keeper: CaseKeeper;
  readonly folder: CaseFolder;
}

export function createCaseHandlers({ keeper, folder }: CaseHandlerParts): Pick<Handlers, CaseCall> {
  return {
    'case.get': async () => succeed(await keeper.state()),
    'case.list': async () => succeed({ folder: folder.path, cases: [...(await folder.list())] }),
    'case.new': () => keeper.begin(),
    'case.open': ({ name }) => keeper.open(name),
    'case.save': ({ name, keepOriginals }) => keeper.save(name, keepOriginals),
    'notes.get': async () => succeed({ notes: [...keeper.notes()] }),
    'note.set': async ({ subject, text }) => succeed({ notes: [...keeper.setNote(subject, text)] }),
  };
}
