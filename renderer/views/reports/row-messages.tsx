/** The messages of the case that the selected row may count; one click leads to each. */
import { retrySelection } from '../../actions/report-loading.ts';
import { showMessage } from '../../actions/show-message.ts';
import { ActionIconMark } from '../../components/icons.tsx';
import { Problem } from '../../components/problem.tsx';
import { VerdictChip } from '../../components/verdict-chip.tsx';
import { reportWords, tieWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';

export function RowMessages() {
  const { value: messages, error } = useWaybill((state) => state.reports.rowMessages);
  const evidence = useWaybill((state) => state.rows);
  return (
    <section className="row-messages" aria-busy={messages === null && error === null}>
      <h3>{reportWords.messagesOfRow}</h3>
      {error !== null && <Problem error={error} onRetry={retrySelection} />}
      {messages?.length === 0 && <p className="quiet">{reportWords.noMessagesOfRow}</p>}
      <ul>
        {messages?.map((message) => {
          const row = evidence.get(message.evidence);
          return (
            <li key={message.evidence}>
              <button type="button" className="message-link" onClick={() => showMessage(message.evidence)}>
                <ActionIconMark name="message" size={14} />
                <span className="message-link-subject">
                  <bdi>{visibleText(row?.subject ?? row?.path ?? message.evidence)}</bdi>
                </span>
                <span className="message-link-tie" data-tie={message.tie}>
                  {tieWords[message.tie]}
                </span>
                <span className="message-link-says">{visibleText(message.says)}</span>
                {row?.kind != null && <VerdictChip kind={row.kind} confidence={row.confidence} />}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
