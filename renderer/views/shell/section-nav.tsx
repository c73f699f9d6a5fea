/** The sections of an analysis with the key that leads to each. */
import { goToSection } from '../../actions/interface.ts';
import { sectionWords } from '../../words.ts';

export function SectionNav() {
  return (
    <nav className="section-nav" aria-label="Sections">
      {sectionWords.map(([name, label], index) => (
        <button key={name} type="button" className="section-link" onClick={() => goToSection(name)}>
          <span className="key">{index + 1}</span>
          {label}
        </button>
      ))}
    </nav>
  );
}
