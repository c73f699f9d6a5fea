/** The sheet of keys. */
import { closeDialog } from '../../actions/interface.ts';
import { Modal } from '../../components/modal.tsx';
import { commandWords, keyWords } from '../../words.ts';

export function ShortcutsDialog() {
  return (
    <Modal title={commandWords.shortcuts} onClose={closeDialog}>
      <dl className="keys">
        {keyWords.map(([keys, action]) => (
          <div key={keys}>
            <dt>
              {keys.split('  ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
