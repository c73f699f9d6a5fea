/** A MISP event (core format, draft-dulaunoy-misp-core-format) for what is suspect in a case, written piece by piece. */
import { printable } from '../../text/printable.ts';
import type { Campaign } from '../campaign.ts';
import type { SuspectMessage } from '../suspect-message.ts';
import { canonicalJson, type Json, uuid5 } from '../uuid.ts';
import { campaignObjects } from './campaign-objects.ts';
import { messageObjects } from './message-objects.ts';
import { namespace, seconds } from './object.ts';

export interface EventSummary {
  /** One line, at most 256 characters. */
  readonly info: string;
  /** First and last instant of everything in it, ISO 8601 UTC to the second. */
  readonly first: string;
  readonly last: string;
  /** What else tells this event from others. */
  readonly contents: Json;
}

export interface EventWriter {
  readonly begin: string;
  campaign(campaign: Campaign): string;
  message(message: SuspectMessage): string;
  readonly end: string;
}

/**
 * Threat level "undefined" and analysis "initial": no person has looked yet. Distribution "your organisation only": sharing is the user's to
 * say. The same summary and campaigns give the same bytes.
 */
export function writeEvent(summary: EventSummary): EventWriter {
  const uuid = uuid5(
    namespace,
    canonicalJson({ event: summary.info, first: summary.first, last: summary.last, contents: summary.contents }),
  );
  const head = {
    uuid,
    info: printable(summary.info).slice(0, 256),
    date: summary.first.slice(0, 10),
    threat_level_id: '4',
    analysis: '0',
    distribution: '0',
    sharing_group_id: '0',
    published: false,
    timestamp: seconds(summary.last),
    publish_timestamp: '0',
    Orgc: { name: 'Waybill', uuid: uuid5(namespace, 'organisation') },
    Attribute: [],
  };
  let count = 0;
  const write = (objects: readonly Json[]): string =>
    objects
      .map((object) => {
        count += 1;
        return `${count === 1 ? '' : ','}\n      ${JSON.stringify(object)}`;
      })
      .join('');
  return {
    begin: `{\n  "Event": ${JSON.stringify(head).slice(0, -1)},\n    "Object": [`,
    campaign: (campaign) => write(campaignObjects(campaign, uuid)),
    message: (message) => write(messageObjects(message, uuid)),
    end: '\n    ]\n  }\n}\n',
  };
}
