/** Other readers of aggregate reports, each in a process of its own as its users run it: dmarc-cat (Go) and Mail::DMARC (Perl). */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Processor seconds of a command and its threads by the shell's own `times` (POSIX), or null where it cannot be run. */
export function processorSecondsOf(command: readonly string[], environment: Readonly<Record<string, string>> = {}): number | null {
  const script = '"$@" > /dev/null 2>&1 || exit 1; times';
  const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) return null;
  // Its second line tells of the children: user and system time as `0m1.234s`.
  const times = (stdout.split('\n')[1] ?? '').match(/(\d+)m([\d.]+)s/g) ?? [];
  return times.reduce((sum, time) => {
    const [, minutes, seconds] = /(\d+)m([\d.]+)s/.exec(time) ?? [];
    return sum + Number(minutes) * 60 + Number(seconds);
  }, 0);
}

function answers(command: readonly string[]): boolean {
  const [name = '', ...words] = command;
  return spawnSync(name, words, { stdio: 'ignore' }).status === 0;
}

export function hasDmarcCat(): boolean {
  return answers(['dmarc-cat', '-version']);
}

export function hasMailDmarc(): boolean {
  return answers(['perl', '-MMail::DMARC::Report::Receive', '-MDBD::SQLite', '-e', '1']);
}

/** Reads and sorts the rows, and prints them as a table; looks up no names. It takes one file at a time, and passes others over in silence. */
export function runDmarcCat(files: readonly string[]): number | null {
  return processorSecondsOf(['sh', '-c', 'for file; do dmarc-cat -N "$file" || exit 1; done', 'sh', ...files]);
}

const script = `
use strict; use warnings; use Mail::DMARC::Report::Receive;
for my $path (@ARGV) {
  open my $file, '<', $path or die; local $/; my $xml = <$file>;
  my $receive = Mail::DMARC::Report::Receive->new;
  $receive->report->init;
  $receive->handle_body($xml) or die;
}
`;

/** Reads plain reports as its receiver does once the mail is unpacked, and stores their rows in a fresh SQLite file. */
export function runMailDmarc(files: readonly string[], folder: string): number | null {
  const settings = join(folder, 'mail-dmarc.ini');
  const program = join(folder, 'receive.pl');
  const lines = [
    '[organization]\ndomain = receiver.example\norg_name = receiver.example\nemail = dmarc@receiver.example',
    '[dns]\ntimeout = 1\npublic_suffix_list = /usr/share/publicsuffix/public_suffix_list.dat',
    `[report_store]\nbackend = SQL\ndsn = dbi:SQLite:dbname=${join(folder, 'reports.sqlite')}\nuser =\npass =\n`,
  ];
  writeFileSync(settings, lines.join('\n'));
  writeFileSync(program, script);
  return processorSecondsOf(['perl', program, ...files], { MAIL_DMARC_CONFIG_FILE: settings });
}
