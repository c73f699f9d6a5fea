/** The consignment number of a waybill: a SHA-256 as bars, one for each hexadecimal digit, with the digits in words beside it. */

interface Properties {
  readonly sha256: string;
}

export function Barcode({ sha256 }: Properties) {
  const bars = [...sha256.slice(0, 40)].map((digit, index) => {
    const value = Number.parseInt(digit, 16);
    return { x: index * 4, width: 0.8 + (Number.isNaN(value) ? 0 : value % 4) * 0.75, key: index };
  });
  return (
    <svg className="barcode" viewBox="0 0 160 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {bars.map((bar) => (
        <rect key={bar.key} x={bar.x} y="0" width={bar.width} height="20" />
      ))}
    </svg>
  );
}
