/** How a text for people is to look. */

export interface TextStyle {
  readonly colour: boolean;
  /** Width to fit into; kept between 60 and 120. */
  readonly columns: number;
}
