/** A host name, address or other long identifier, in monospace, that may break behind its dots and colons. */
import { visibleText } from '../text.ts';

export function HostName({ children, quiet = false }: { readonly children: string; readonly quiet?: boolean }) {
  const pieces = visibleText(children).split(/(?<=[.:@/_-])/);
  return (
    <bdi className={quiet ? 'mono quiet' : 'mono'}>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one name never change places
        <span key={index}>
          {piece}
          <wbr />
        </span>
      ))}
    </bdi>
  );
}
