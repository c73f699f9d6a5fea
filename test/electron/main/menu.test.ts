import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/main/menu.ts';
import { events } from '../../../shared/contract.ts';

function allItems(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])]);
}

const platforms = [true, false].flatMap((isMac) => [true, false].map((isPackaged) => ({ isMac, isPackaged })));

describe('menuTemplate', () => {
  it.each(platforms)('has every command once, and each key once: %o', (facts) => {
    const sent: string[] = [];
    const items = allItems(menuTemplate({ ...facts, command: (name) => void sent.push(name) }));
    for (const item of items) (item.click as (() => void) | undefined)?.();
    expect(sent.sort()).toEqual([...events.command.shape.name.options].sort());
    const keys = items.flatMap((item) => item.accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('shows the developer tools in a checkout only', () => {
    const roles = (isPackaged: boolean) => allItems(menuTemplate({ isMac: false, isPackaged, command: () => {} })).map((item) => item.role);
    expect(roles(false)).toContain('toggleDevTools');
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(true)).not.toContain('reload');
  });
});
