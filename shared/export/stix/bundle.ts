/** A STIX 2.1 bundle (section 8), written piece by piece: memory does not grow with the number of campaigns. */
import { canonicalJson, type Json, uuid5 } from '../uuid.ts';
import { ownNamespace } from './identifier.ts';
import { type StixObject, waybill } from './object.ts';

export interface BundleWriter {
  /** The text that begins the file. */
  readonly begin: string;
  /** The text of those of the objects that the bundle does not hold yet. */
  add(objects: readonly StixObject[]): string;
  /** The text that ends the file. */
  readonly end: string;
}

/** `summary` tells this bundle from others: the same one gives the same id. No marking is set: with whom it is shared is the user's to say. */
export function writeBundle(summary: Json): BundleWriter {
  const id = `bundle--${uuid5(ownNamespace, canonicalJson({ bundle: summary }))}`;
  const held = new Set([waybill.id]);
  return {
    begin: `{\n  "type": "bundle",\n  "id": "${id}",\n  "objects": [\n${objectText(waybill)}`,
    add(objects) {
      const fresh: string[] = [];
      for (const object of objects) {
        if (held.has(object.id)) continue;
        held.add(object.id);
        fresh.push(`,\n${objectText(object)}`);
      }
      return fresh.join('');
    },
    end: '\n  ]\n}\n',
  };
}

/** One object a line: the file is read by people with a search in their hands, too. */
function objectText(object: StixObject): string {
  return `    ${JSON.stringify(object)}`;
}
