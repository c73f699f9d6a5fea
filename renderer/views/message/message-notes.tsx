/** The reader's notes on this message: they belong to its bytes, wherever the file lies. On paper, those on the case stand beside them. */
import { noteWords } from '../../case-words.ts';
import { NoteCard } from '../../components/note-card.tsx';
import { noteText, useNote } from '../../note-of.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';

export function MessageNotes({ sha256 }: { readonly sha256: string }) {
  const ofCase = useWaybill((state) => noteText(state, ''));
  return (
    <>
      <NoteCard label={noteWords.ofMessage} {...useNote(sha256)} />
      {ofCase !== '' && (
        <div className="note-print">
          <h3>{noteWords.ofCase}</h3>
          <p>{visibleText(ofCase)}</p>
        </div>
      )}
    </>
  );
}
