/** How close a tie is, as a row of four marks of which the closest fills all: shape beside the words, never colour alone. */

const marks = [1, 2, 3, 4] as const;

export function TieMark({ closeness }: { readonly closeness: number }) {
  return (
    <svg className="tie-mark" width="26" height="10" viewBox="0 0 26 10" aria-hidden="true" focusable="false">
      {marks.map((mark) => (
        <rect
          key={mark}
          className={mark <= closeness ? 'tie-full' : 'tie-empty'}
          x={(mark - 1) * 7 + 0.5}
          y="1.5"
          width="4"
          height="7"
          rx="1"
        />
      ))}
    </svg>
  );
}
