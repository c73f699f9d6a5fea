/** Leads from an unknown result to the DNS questions that would settle it. */
import { goToSection } from '../../actions/interface.ts';

export function ToQuestions() {
  return (
    <button
      type="button"
      className="to-questions"
      aria-label="Which DNS answers are missing?"
      title="Which DNS answers are missing?"
      onClick={(event) => {
        event.stopPropagation();
        goToSection('open');
      }}
    >
      ?
    </button>
  );
}
