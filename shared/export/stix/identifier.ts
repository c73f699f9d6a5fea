/** Identifiers of STIX 2.1 objects (section 2.9): the same observation gets the same id, whoever exports it and how often. */
import { canonicalJson, type Json, uuid5 } from '../uuid.ts';

/** The namespace that STIX 2.1 section 2.9 sets for cyber-observable objects, and for nothing else. */
const observableNamespace = '00abedb4-aa42-466c-9c01-fed23315a9b7';

/** Ours, for all other objects: UUIDv5 of `urn:waybill:stix:2.1` in the URL namespace of RFC 9562. Never changed, or every id would be. */
export const ownNamespace = 'c5346da9-0ed1-5738-acb6-d1d800877c64';

/** `properties` are the object's ID Contributing Properties (section 6, the table of each object). */
export function observableId(type: string, properties: Readonly<Record<string, Json>>): string {
  return `${type}--${uuid5(observableNamespace, canonicalJson(properties))}`;
}

/**
 * For domain and relationship objects: over all that the object says. Two objects with one id are therefore byte for byte the same, and no
 * version of one contradicts another (section 3.6): when a case grows, what it says anew gets a new id, and what it says as before keeps its own.
 */
export function contentId(type: string, content: Readonly<Record<string, Json | undefined>>): string {
  return `${type}--${uuid5(ownNamespace, canonicalJson({ type, ...content }))}`;
}

/** RFC 3339 in UTC with milliseconds, as STIX 2.1 section 2.14 has it. */
export function timestamp(instant: string): string {
  return instant.replace(/Z$/, '.000Z');
}
