/** The whole window takes drops of files and folders; listened to in one place, like the keys. */
import { addDrop } from './actions/evidence.ts';
import { setDropping } from './actions/interface.ts';

function filesOf(event: DragEvent): DataTransfer | null {
  return event.dataTransfer?.types.includes('Files') === true ? event.dataTransfer : null;
}

/** Starts listening. Called once. A part of the window that takes a drop itself stops the event. */
export function listenToDrops(target: Document): void {
  target.addEventListener('dragover', (event) => {
    const transfer = filesOf(event);
    // Without this the browser would open the file in place of the window.
    event.preventDefault();
    if (transfer === null) return;
    transfer.dropEffect = 'copy';
    setDropping(true);
  });
  target.addEventListener('dragleave', (event) => {
    // Leaving the window, not moving from one child to the next.
    if (event.relatedTarget === null) setDropping(false);
  });
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    setDropping(false);
    const transfer = filesOf(event);
    if (transfer !== null) void addDrop(transfer);
  });
}
