/** Which tenants are known as a domain's own, and which operators the reader brought: where each comes from, and a place to bring more. */
import type { TenantState } from '../../../shared/contract.ts';
import { openFiles } from '../../actions/evidence.ts';
import { clearOperators, clearTenants } from '../../actions/references.ts';
import { Button } from '../../components/buttons.tsx';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { count, originWords, tenantKindWords, words } from '../../words.ts';

function KnownTenants({ known }: { readonly known: TenantState['known'] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must take the keyboard
    <ul className="known-list" aria-label={words.known} tabIndex={0}>
      {known.map((tenant) => (
        <li key={JSON.stringify([tenant.domain, tenant.kind, tenant.value, tenant.because])}>
          <bdi className="mono" title={`${tenantKindWords[tenant.kind]} at ${visibleText(tenant.operator)}`}>
            {visibleText(tenant.value)}
          </bdi>
          <span className="known-because" title={visibleText(tenant.because)}>
            <b>
              {words.tenantOf} {visibleText(tenant.domain)}
            </b>
            , {originWords[tenant.origin]} {visibleText(tenant.because)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Files with how much each holds; nothing where there are none. */
function Files({ files }: { readonly files: readonly { readonly name: string; readonly holds: string; readonly hint?: string }[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="snapshot-files">
      {files.map((file) => (
        <li key={file.name} title={file.hint}>
          <bdi>{visibleText(file.name)}</bdi>
          <span>{file.holds}</span>
        </li>
      ))}
    </ul>
  );
}

export function KnownPanel() {
  const tenants = useWaybill((state) => state.tenants);
  const operators = useWaybill((state) => state.operators);
  const { known } = tenants;
  const isEmpty = known.length + tenants.files.length + operators.files.length === 0;
  return (
    <section className="snapshot known" aria-label={words.known}>
      <div className="snapshot-head">
        <h3>{words.known}</h3>
        <span className="snapshot-count">{known.length > 0 ? `${known.length.toLocaleString('en-GB')} known` : ''}</span>
      </div>
      {isEmpty && <p className="snapshot-none">{words.noneKnown}</p>}
      {known.length > 0 && <KnownTenants known={known} />}
      {tenants.unknownOperators !== undefined && (
        <p className="snapshot-none" role="status">
          {words.unknownOperators} {tenants.unknownOperators.map(visibleText).join(', ')}
        </p>
      )}
      <Files files={tenants.files.map(({ name, statements }) => ({ name, holds: count(statements, 'statement') }))} />
      <Files
        files={operators.files.map((file) => ({
          name: file.name,
          holds: count(file.operators.length, 'operator'),
          hint: file.operators.map(visibleText).join(', '),
        }))}
      />
      <div className="snapshot-tools">
        <Button onClick={() => void openFiles('tenants')}>{words.addTenants}</Button>
        <Button onClick={() => void openFiles('operators')}>{words.addOperators}</Button>
        {tenants.files.length > 0 && <Button onClick={() => void clearTenants()}>{words.forgetTenants}</Button>}
        {operators.files.length > 0 && <Button onClick={() => void clearOperators()}>{words.forgetOperators}</Button>}
      </div>
    </section>
  );
}
