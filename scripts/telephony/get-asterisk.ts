/**
 * Gets Asterisk 22 without installing anything: packages of a newer Debian suite are fetched with a private apt state,
 * unpacked beside their own libc, and started through that libc's loader. No root, no maintainer script, the host's
 * package database stays as it is. apt checks signatures and hashes as always.
 */
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CACHE } from './paths.ts';
import { mustRun, runTool } from './run-tool.ts';

/** A program to start, and where its modules and shipped data lie. */
export interface Asterisk {
  /** `asterisk`, or a wrapper that starts the unpacked one. */
  program: string;
  version: string;
  modulesDir: string;
  /** `/usr/share/asterisk` of this Asterisk: documentation that it needs at start, ARI descriptions. */
  dataDir: string;
}

export class NoAsterisk extends Error {
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

const SUITE = process.env.TELEPHONY_SUITE ?? 'forky';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Packages of the closure that no module of ours loads: maintainer-script tools, database and fax libraries, sounds. */
const UNUSED = [
  'perl libperl libicu libcodec2 libsnmp libglib2 libgnutls gnupg gpg dirmngr passwd login adduser debconf dpkg tar',
  'coreutils util-linux bash dash sed grep gzip findutils diffutils hostname init-system-helpers asterisk-core-sounds',
  'asterisk-config libsamplerate libspandsp libtiff libjpeg libwebp libjbig liblerc libdeflate libsharpyuv libvpx',
  'libjack libasound libportaudio alsa- libpq5 freetds libct4 libsybdb libiodbc libodbc odbcinst unixodbc libradcli',
  'libunbound libneon libical libgmime libgpgme libiksemel libjwt liblua libvorbis libspeex libfftw libc-gconv-',
  'systemd libdb5 libgdbm libsensors libpci sysvinit netbase libpam base-files base-passwd debianutils ncurses-',
]
  .join(' ')
  .split(' ');

/**
 * The system's own Asterisk when it is new enough, else the unpacked one, fetched at the first call (about 30 MB,
 * 20 s) and kept.
 * @throws NoAsterisk with what to do
 */
export async function getAsterisk(say: (line: string) => void = () => {}): Promise<Asterisk> {
  const installed = await installedAsterisk();
  if (installed) return installed;
  const home = join(CACHE, `asterisk-22-${process.arch}`);
  if (!existsSync(join(home, 'asterisk'))) await fetchOnce(home, say);
  const program = join(home, 'asterisk');
  const version = (await mustRun(program, ['-V'])).trim();
  return {
    program,
    version,
    modulesDir: join(await libDir(home), 'asterisk/modules'),
    dataDir: join(home, 'root/usr/share/asterisk'),
  };
}

/** A fetch takes half a minute; one that has held the lock for so long has died. Milliseconds. */
const STALE_MS = 300_000;

/** One fetch at a time: who comes second waits for the first one's. */
async function fetchOnce(home: string, say: (line: string) => void): Promise<void> {
  const lock = `${home}.lock`;
  await mkdir(CACHE, { recursive: true });
  for (;;) {
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (mine) break;
    const held = await stat(lock).catch(() => null);
    if (held && Date.now() - held.mtimeMs > STALE_MS) await rm(lock, { recursive: true, force: true });
    else await wait(500);
  }
  try {
    if (existsSync(join(home, 'asterisk'))) return;
    say('Tải Asterisk 22 (fetching Asterisk 22, about 30 MB)');
    await fetchInto(home);
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function installedAsterisk(): Promise<Asterisk | null> {
  const found = await runTool('asterisk', ['-V']);
  const version = found.stdout.trim();
  const major = Number(/^Asterisk (\d+)\./.exec(version)?.[1] ?? 0);
  if (found.code !== 0 || major < 22) return null;
  const modulesDir = [
    '/usr/lib/x86_64-linux-gnu/asterisk/modules',
    '/usr/lib/aarch64-linux-gnu/asterisk/modules',
    '/usr/lib/asterisk/modules',
  ].find((dir) => existsSync(join(dir, 'res_ari.so')));
  return modulesDir ? { program: 'asterisk', version, modulesDir, dataDir: '/usr/share/asterisk' } : null;
}

async function fetchInto(home: string): Promise<void> {
  if (process.platform !== 'linux' || (await runTool('apt-get', ['--version'])).code !== 0 || !existsSync(KEYRING)) {
    throw new NoAsterisk(
      'There is no Asterisk 22 on this machine, and it can be fetched on Debian-like systems only.',
      'Install Asterisk 22 or newer, or set ARI_URL to one that runs elsewhere (docs/hotline.md).',
    );
  }
  const work = `${home}.new`;
  await rm(work, { recursive: true, force: true });
  try {
    const debs = await download(work);
    await unpack(work, debs);
    await writeWrapper(work, home);
    await rm(join(work, 'apt'), { recursive: true, force: true });
    await rm(join(work, 'debs'), { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
    await rename(work, home);
  } catch (error) {
    throw new NoAsterisk(
      `Asterisk 22 could not be fetched: ${(error as Error).message}`,
      'Check that the Debian mirror of this machine can be reached, then try again.',
    );
  }
}

/** Fetches the packages into `work/debs` and returns their file names. */
async function download(work: string): Promise<string[]> {
  const apt = join(work, 'apt');
  for (const part of [
    'etc/sources.list.d',
    'etc/preferences.d',
    'etc/apt.conf.d',
    'lists/partial',
    'cache/archives/partial',
    'log',
  ])
    await mkdir(join(apt, part), { recursive: true });
  await mkdir(join(work, 'debs'), { recursive: true });
  await writeFile(join(apt, 'status'), '');
  // Proxies and the like of this machine.
  await cp('/etc/apt/apt.conf.d', join(apt, 'etc/apt.conf.d'), { recursive: true }).catch(() => {});
  await writeFile(
    join(apt, 'etc/sources.list.d/suite.sources'),
    `Types: deb\nURIs: ${await mirror()}\nSuites: ${SUITE}\nComponents: main\nSigned-By: ${KEYRING}\n`,
  );
  await writeFile(join(apt, 'apt.conf'), aptSettings(apt));
  const env = { ...process.env, APT_CONFIG: join(apt, 'apt.conf') };
  await mustRun('apt-get', ['-q', 'update'], { env });
  const plan = await mustRun('apt-get', ['-q', '-s', 'install', 'asterisk', 'asterisk-modules'], { env });
  const wanted = plan
    .split('\n')
    .map((line) => /^Inst (\S+) \((\S+)/.exec(line))
    .filter((match) => match !== null)
    .filter(([, name]) => !UNUSED.some((prefix) => name?.startsWith(prefix)))
    .map(([, name, version]) => `${name}=${version}`);
  const cwd = join(work, 'debs');
  await mustRun('apt-get', ['-q', 'download', ...wanted], { env, cwd });
  return (await mustRun('find', ['.', '-name', '*.deb'], { cwd })).trim().split('\n');
}

/** The suite rolls on and its release file may be older than this machine's clock likes; the hashes still hold. */
function aptSettings(apt: string): string {
  return [
    `Dir::Etc "${apt}/etc"; Dir::State "${apt}"; Dir::State::lists "${apt}/lists"; Dir::State::status "${apt}/status";`,
    `Dir::Cache "${apt}/cache"; Dir::Log "${apt}/log"; APT::Sandbox::User "root"; Acquire::Languages "none";`,
    'Acquire::Check-Valid-Until "false"; Acquire::Retries "3"; Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";',
    'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false"; APT::Install-Recommends "false";',
    'Debug::NoLocking "true"; APT::Get::Assume-Yes "true";',
  ].join('\n');
}

/** The mirror that this machine uses already. */
async function mirror(): Promise<string> {
  if (process.env.TELEPHONY_MIRROR) return process.env.TELEPHONY_MIRROR;
  const deb822 = await readFile('/etc/apt/sources.list.d/debian.sources', 'utf8').catch(() => '');
  const list = await readFile('/etc/apt/sources.list', 'utf8').catch(() => '');
  return (
    /^URIs:\s*(\S+)/m.exec(deb822)?.[1] ??
    /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/m.exec(list)?.[1] ??
    'http://deb.debian.org/debian'
  );
}

async function unpack(work: string, debs: readonly string[]): Promise<void> {
  const root = join(work, 'root');
  for (const dir of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(root, 'usr', dir), { recursive: true });
    await symlink(`usr/${dir}`, join(root, dir));
  }
  const leaveOut = ['doc', 'man', 'locale', 'info'].map((dir) => `--exclude=./usr/share/${dir}`);
  for (const deb of debs) {
    const tar = join(work, 'package.tar');
    await mustRun('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" > "$2"', 'sh', join(work, 'debs', deb), tar]);
    await mustRun('tar', ['-xf', tar, '-C', root, '--keep-directory-symlink', '--no-same-owner', ...leaveOut]);
    await rm(tar);
  }
}

async function libDir(home: string): Promise<string> {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  return join(home, 'root/usr/lib', triplet);
}

/** Starts the unpacked program through the loader of its own libc, so that the host's need not be as new. */
async function writeWrapper(work: string, home: string): Promise<void> {
  const loader = process.arch === 'arm64' ? 'ld-linux-aarch64.so.1' : 'ld-linux-x86-64.so.2';
  const lib = await libDir(home);
  const path = join(work, 'asterisk');
  await writeFile(
    path,
    `#!/bin/sh\nexec "${lib}/${loader}" --library-path "${lib}" --argv0 asterisk "${home}/root/usr/sbin/asterisk" "$@"\n`,
  );
  await chmod(path, 0o755);
}
