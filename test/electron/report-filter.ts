/** The filter that leaves every row. */
import type { RowFilter } from '../../shared/report-calls.ts';

export const everyRow: RowFilter = {
  from: null,
  to: null,
  classes: [],
  organizations: [],
  fromDomains: [],
  operators: [],
  tenants: [],
  reporters: [],
  sources: [],
  envelopeTo: [],
  reports: [],
  text: '',
};
