/** Electron's default session: remembers what main decided about requests and permissions; with no decision, all is allowed, as in Electron. */
import { EventEmitter } from 'node:events';
import type { Session } from 'electron';

type BeforeRequest = (details: { url: string; resourceType: string }, respond: (answer: { cancel?: boolean }) => void) => void;
type PermissionCheck = (contents: null, permission: string) => boolean;

let beforeRequest: BeforeRequest = (_details, respond) => respond({});
let permissionCheck: PermissionCheck = () => true;

const emitter = new EventEmitter();
export const defaultSession = Object.assign(emitter, {
  webRequest: {
    onBeforeRequest: (listener: BeforeRequest) => {
      beforeRequest = listener;
    },
  },
  setPermissionRequestHandler: () => {},
  setPermissionCheckHandler: (handler: PermissionCheck) => {
    permissionCheck = handler;
  },
  setDevicePermissionHandler: () => {},
  setSpellCheckerEnabled: () => {},
}) as unknown as Session;

/** Whether main lets a request go out. */
export function isCancelled(url: string, resourceType: string): Promise<boolean> {
  return new Promise((resolve) => beforeRequest({ url, resourceType }, ({ cancel }) => resolve(cancel === true)));
}

/** Electron's name of a permission, and Chromium's in the DevTools protocol. */
const permissions: Readonly<Record<string, Record<string, unknown>>> = {
  geolocation: { name: 'geolocation' },
  notifications: { name: 'notifications' },
  midi: { name: 'midi' },
  media: { name: 'camera' },
  'clipboard-read': { name: 'clipboard-read' },
  'clipboard-sanitized-write': { name: 'clipboard-write', allowWithoutSanitization: false },
};

/** What main's check handler says of each permission, in the form of `Browser.setPermission`. */
export function permissionSettings(): { permission: Record<string, unknown>; setting: 'granted' | 'denied' }[] {
  return Object.entries(permissions).map(([name, permission]) => ({
    permission,
    setting: permissionCheck(null, name) ? 'granted' : 'denied',
  }));
}
