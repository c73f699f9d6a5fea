/** Selects statements, opens dialogs, changes theme and filter: everything that concerns the window alone. */
import { hopsOf, isSameSelection, placesOf, type Selected } from '../selection.ts';
import { selectedDetail } from '../selectors.ts';
import { type AuthenticationTab, type Dialog, type Theme, update, useWaybill } from '../store.ts';
import type { SectionName } from '../words.ts';

/** Selects a statement and shows its bytes; the same one again deselects it. */
export function selectPlace(place: Selected): void {
  update(({ selection }) =>
    isSameSelection(selection.place, place)
      ? { selection: { ...selection, place: null, nth: 0 } }
      : { selection: { ...selection, place, nth: 0 }, sourceOpen: true, sourceTab: 'headers' },
  );
}

/** Selects a statement and looks at one of its places at once. */
export function lookAt(place: Selected, nth: number): void {
  update({ selection: { ...useWaybill.getState().selection, place, nth }, sourceOpen: true, sourceTab: 'headers' });
}

/** Looks at the next or previous place of the selected statement, around the end to the beginning. */
export function moveSpot(by: 1 | -1): void {
  const state = useWaybill.getState();
  const { selection } = state;
  const loaded = selectedDetail(state);
  if (loaded?.state !== 'ready') return;
  const places = placesOf(loaded.detail, selection.place).length;
  if (places > 0) update({ selection: { ...selection, nth: (selection.nth + by + places) % places } });
}

/** Selects the next or previous hop, from the selected one or from the end one comes from. */
export function moveHop(by: 1 | -1): void {
  const state = useWaybill.getState();
  const loaded = selectedDetail(state);
  if (loaded?.state !== 'ready') return;
  const hops = loaded.detail.route.hops.map((hop) => hop.index).toSorted((one, other) => one - other);
  const lit = [...hopsOf(loaded.detail, state.selection.place)].toSorted((one, other) => one - other);
  const from = by > 0 ? lit.at(-1) : lit[0];
  const at = from === undefined ? (by > 0 ? 0 : hops.length - 1) : hops.indexOf(from) + by;
  // A selection that only touches the last hop still leads to it.
  const hop = state.selection.place?.kind === 'hop' ? hops[at] : hops[Math.min(hops.length - 1, Math.max(0, at))];
  if (hop !== undefined) update({ selection: { ...state.selection, place: { kind: 'hop', hop }, nth: 0 } });
}

/** Goes one step back: deselects, then folds the source pane, then clears the filter. */
export function backOut(): void {
  const state = useWaybill.getState();
  if (state.dialog !== null) update({ dialog: null });
  else if (state.selection.place !== null) update({ selection: { ...state.selection, place: null, nth: 0 } });
  else if (state.sourceOpen) update({ sourceOpen: false });
  else if (state.listOpen) update({ listOpen: false });
  else if (state.filter !== '') update({ filter: '' });
}

export function setFilter(filter: string): void {
  update({ filter });
}

export function openDialog(dialog: Dialog): void {
  update({ dialog });
}

export function closeDialog(): void {
  update({ dialog: null });
}

export function setDropping(dropping: boolean): void {
  if (useWaybill.getState().dropping !== dropping) update({ dropping });
}

export function toggleList(): void {
  update((state) => ({ listOpen: !state.listOpen }));
}

export function showAuthentication(tab: AuthenticationTab): void {
  update({ authenticationTab: tab });
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const themeKey = 'waybill.theme';

/** Uses a theme and remembers it on this machine. */
export function setTheme(theme: Theme): void {
  update({ theme });
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  localStorage.setItem(themeKey, theme);
}

/** Light becomes dark and dark light, whichever is on screen. */
export function toggleTheme(): void {
  const { theme } = useWaybill.getState();
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  setTheme(dark ? 'light' : 'dark');
}

export function restoreTheme(): void {
  const stored = localStorage.getItem(themeKey);
  setTheme(themes.find((theme) => theme === stored) ?? 'system');
}

/** Puts the keyboard into a section and scrolls it into view. The source pane opens for it. */
export function goToSection(section: SectionName): void {
  if (section === 'source') update({ sourceOpen: true });
  requestAnimationFrame(() => {
    const element = document.getElementById(`section-${section}`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  });
}

export function focusFilter(): void {
  if (useWaybill.getState().workspace === 'reports') {
    // At once: what is typed next belongs into it.
    document.getElementById('report-filter')?.focus();
    return;
  }
  update({ listOpen: true });
  requestAnimationFrame(() => document.getElementById('filter')?.focus());
}
