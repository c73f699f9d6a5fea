/** The idea of the whole tool in one small drawing: refused at the first gate, passed at the second. */
import { resultPath } from '../../components/icons.tsx';

const stations = [
  { x: 60, name: 'Someone else' },
  { x: 320, name: 'Shared pool' },
  { x: 580, name: 'Recipient' },
] as const;

const gates = [
  { x: 190, shape: 'fail', leaves: 'M-13 -6H13M-13 0H13M-13 6H13', label: 'SPF fail' },
  { x: 450, shape: 'pass', leaves: 'M-13 -11 -21 4M13 -11 21 4', label: 'SPF pass' },
] as const;

export function StorySketch() {
  return (
    <svg
      className="sketch"
      viewBox="0 0 640 118"
      role="img"
      aria-label="Somebody hands a message in to a shared pool and fails SPF there; the pool passes it on, and the recipient’s SPF check passes."
    >
      <path className="sketch-path" d="M60 78H580" />
      <path className="sketch-flip" d="M190 52V32q0 -10 10 -10H440q10 0 10 10V44" />
      <path className="sketch-head" d="M443 43h14l-7 10z" />
      <rect className="flip-pill" x="256" y="7" width="128" height="28" rx="14" />
      <text className="sketch-pill" x="320" y="26">
        fail → pass
      </text>
      {stations.map((station) => (
        <g key={station.name} transform={`translate(${station.x} 78)`}>
          <circle className="sketch-stop" r="9" />
          <text className="sketch-name" y="32">
            {station.name}
          </text>
        </g>
      ))}
      {gates.map((gate) => (
        <g key={gate.label} className="gate" data-shape={gate.shape} transform={`translate(${gate.x} 78)`}>
          <rect className="sketch-clear" x="-18" y="-18" width="36" height="36" />
          <path className="gate-posts" d="M-13 -15V15M13 -15V15" />
          <path className="gate-leaves" d={gate.leaves} />
          <circle className="gate-badge" r="8" />
          <path className="gate-badge-icon" transform="translate(-5.4 -5.4) scale(0.68)" d={resultPath(gate.shape)} />
          <text className="sketch-result" y="36">
            {gate.label}
          </text>
        </g>
      ))}
    </svg>
  );
}
