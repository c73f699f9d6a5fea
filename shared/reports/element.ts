/** An element of a report with the way back to where it stands. */

export interface XmlElement {
  /** Local name; may be amended by a dialect. */
  name: string;
  text: string;
  children: readonly XmlElement[];
  readonly parent: XmlElement | null;
  /** For children of the root: the how manieth of its name, from 1. Others are counted when asked for. */
  readonly ordinal: number;
}

/** Most elements hold text only: they share one list of no children, which is never written to. */
const none: readonly XmlElement[] = [];

export function createElement(name: string, parent: XmlElement | null, ordinal = 0): XmlElement {
  return { name, text: '', children: none, parent, ordinal };
}

export function appendChild(parent: XmlElement, child: XmlElement): void {
  if (parent.children === none) parent.children = [child];
  else (parent.children as XmlElement[]).push(child);
}

/** Path below the root as XPath writes it, for example `record[3]/auth_results/dkim[2]/result`. */
export function pathOf(element: XmlElement): string {
  const { parent } = element;
  if (parent === null) return element.ordinal > 1 || element.name === 'record' ? `${element.name}[${element.ordinal}]` : element.name;
  const twins = parent.children.filter((child) => child.name === element.name);
  const step = twins.length > 1 ? `${element.name}[${twins.indexOf(element) + 1}]` : element.name;
  return `${pathOf(parent)}/${step}`;
}

/** The same without numbers: the path of the schema. */
export function schemaPathOf(element: XmlElement): string {
  return element.parent === null ? element.name : `${schemaPathOf(element.parent)}/${element.name}`;
}
