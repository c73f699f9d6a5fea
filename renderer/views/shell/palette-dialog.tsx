/** The command palette: type a few letters, choose with the arrow keys, run with Enter. */
import { type KeyboardEvent, useState } from 'react';
import { runCommand } from '../../actions/commands.ts';
import { closeDialog } from '../../actions/interface.ts';
import { Modal } from '../../components/modal.tsx';
import { type CommandName, commandWords } from '../../words.ts';

const all = (Object.entries(commandWords) as [CommandName, string][]).filter(([name]) => name !== 'palette');

/** Commands whose words hold what was typed, then those that hold its letters in order. */
export function matchCommands(wanted: string): readonly (readonly [CommandName, string])[] {
  const typed = wanted.toLowerCase().trim();
  const letters = typed.replaceAll(' ', '');
  const whole = all.filter(([, label]) => label.toLowerCase().includes(typed));
  const scattered = all.filter(([, label]) => {
    let at = -1;
    return [...letters].every((letter) => {
      at = label.toLowerCase().indexOf(letter, at + 1);
      return at >= 0;
    });
  });
  return [...whole, ...scattered.filter((command) => !whole.includes(command))];
}

function run(name: CommandName): void {
  closeDialog();
  runCommand(name);
}

export function PaletteDialog() {
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const found = matchCommands(wanted);
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const name = found[at]?.[0];
    if (by !== 0) setAt((old) => Math.min(found.length - 1, Math.max(0, old + by)));
    else if (event.key === 'Enter' && name !== undefined) run(name);
    else return;
    event.preventDefault();
  };
  return (
    <Modal title={commandWords.palette} onClose={closeDialog} className="palette">
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={`palette-${at}`}
        aria-label={commandWords.palette}
        placeholder="What would you like to do?"
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div className="palette-list" id="palette-list" role="listbox" aria-label="Commands">
        {found.map(([name, label], index) => (
          <div
            key={name}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={() => run(name)}
            onMouseEnter={() => setAt(index)}
          >
            {label}
          </div>
        ))}
      </div>
    </Modal>
  );
}
