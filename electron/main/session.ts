/** Takes from Chromium everything that Waybill does not need: other hosts, permissions, devices, downloads, spelling dictionaries. */
import type { CommandLine, Session } from 'electron';
import { isAllowedRequest, isOwnBlob } from './addresses.ts';

/** Switches for Chromium's own services, which would talk to their maker's servers or to a proxy. Must run before the app is ready. */
export function silenceChromium(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('no-pings');
  commandLine.appendSwitch('no-proxy-server');
  // No name resolves, so that even a request which slipped past onBeforeRequest would reach nobody.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** The one permission that is given: a click on "copy" may write text to the clipboard. Reading it is refused like all else. */
const grantedPermissions: readonly string[] = ['clipboard-sanitized-write'];

type SecuredSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setSpellCheckerEnabled' | 'on'
> & { webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** Locks a session before its first window opens. */
export function secureSession(session: SecuredSession, isPackaged: boolean): void {
  session.webRequest.onBeforeRequest((details, respond) => respond({ cancel: !isAllowedRequest(details.url, isPackaged) }));
  session.setPermissionRequestHandler((_contents, permission, respond) => respond(grantedPermissions.includes(permission)));
  session.setPermissionCheckHandler((_contents, permission) => grantedPermissions.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  // What the page itself made (an exported snapshot) may be saved; the system's dialog asks where. Nothing is fetched for it.
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
}
