/** The empty state: what to bring, how, and what will happen with it. */
import { runCommand } from '../../actions/commands.ts';
import { ActionIconMark } from '../../components/icons.tsx';
import { words } from '../../words.ts';
import { StorySketch } from './story-sketch.tsx';

export function EmptyCase() {
  return (
    <div className="empty">
      <div className="empty-slip">
        <p className="empty-kicker">{words.tagline}</p>
        <h1>{words.emptyTitle}</h1>
        <p className="empty-text">{words.emptyText}</p>
        <StorySketch />
        <div className="empty-drop" aria-hidden="true">
          <ActionIconMark name="open" size={22} />
          <span>Drop messages or folders anywhere in this window</span>
        </div>
        <div className="empty-ways">
          {words.emptyWays.map(([command, label, text, key]) => (
            <button key={command} type="button" className="empty-way" onClick={() => runCommand(command)}>
              <ActionIconMark name={command} size={18} />
              <span className="empty-way-label">
                {label}
                {key !== '' && <kbd>{key}</kbd>}
              </span>
              <span className="empty-way-text">{text}</span>
            </button>
          ))}
        </div>
      </div>
      <ol className="empty-steps">
        {words.emptySteps.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
