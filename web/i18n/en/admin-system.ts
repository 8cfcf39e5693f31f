import type { AdminWords } from '../admin-pages.ts';

export const system: AdminWords['system'] = {
  title: 'State of the system',
  text: 'What needs doing stands first. The page looks again every half minute; bin/1022 doctor checks the same when the service has stopped.',
  lookAgain: 'Look again now',
  lookedAt: 'looked at',
  allWell: 'All is well',
  troubles: (problems, warnings) => `${problems} broken, ${warnings} to look at`,
  couldNotLook: 'This could not be looked at; the server’s log has the error.',
  state: { ok: 'Well', warning: 'Look', problem: 'Broken' },
  line: {
    version: 'Version of the software',
    node: 'Node.js',
    pages: 'Pages of the desk',
    folder: 'Data folder',
    disk: 'Disk',
    key: 'Key of secrets',
    database: 'Database',
    schema: 'Schema',
    connections: 'Database connections',
    clock: 'Clock',
    sequencer: 'Chaining of events',
    readers: 'Readers of events',
    jobs: 'Background jobs',
    mail: 'Outgoing messages',
    channels: 'Channels',
    chain: 'Hash chain of the log',
    backup: 'Backup',
    people: 'Administrators',
    desks: 'Open desks',
    address: 'Public address',
  },
  found: {
    version: (v) => `${v.version}, roles ${v.roles}, running since`,
    node: (v) => `Node ${v.version}`,
    pages: () => 'Built',
    folder: (v) => `${v.folder}`,
    disk: (v) => `${v.free} GB free of ${v.total} GB`,
    key: (v) =>
      v.trouble === 'wrong'
        ? `${v.where} is not a key`
        : v.trouble === 'open'
          ? `${v.where} can be read by others`
          : v.where === 'settings'
            ? 'From the settings'
            : `${v.where}`,
    database: (v) => `PostgreSQL ${v.version}, ${v.size}`,
    schema: (v) => (v.pending === '0' ? `${v.n} steps, the last ${v.last}` : `${v.pending} steps not taken yet`),
    connections: (v) => `${v.used} of ${v.most} in use; ${v.waiting} requests wait`,
    clock: (v) =>
      v.moved ? `Moved by ${v.moved} minutes (demonstration); now it is` : `${v.seconds} s off the database; now it is`,
    sequencer: (v) =>
      v.n === '0' ? `Nothing waits, last line ${v.head}` : `${v.n} events wait, the oldest ${v.seconds} s`,
    readers: (v) =>
      v.skipped === '0' ? `${v.n} readers, ${v.behind} behind` : `${v.skipped} events set aside, to be tried again`,
    jobs: (v) =>
      `${v.waiting} wait, ${v.active} run, ${v.failed} failed${v.minutes === '0' ? '' : `; the oldest waits ${v.minutes} min`}`,
    mail: (v) =>
      `${v.out} messages wait${v.minutes === '0' ? '' : ` (the oldest ${v.minutes} min)`}, ${v.unread} mails unreadable`,
    channels: (v) => (v.names ? `To look at: ${v.names}` : `${v.n} channels, all working`),
    chain: (v) =>
      v.broken ? `Broken at line ${v.broken}, checked` : v.at ? `Checked up to line ${v.seq},` : 'Never checked',
    backup: (v) => (v.at ? `The last has ${v.megabytes} MB,` : 'There is none'),
    people: (v) => `${v.n} active`,
    desks: (v) => `${v.n} people`,
    address: (v) => v.url || 'PUBLIC_URL is not set',
  },
  advice: {
    version: '',
    node: 'Start with npm start or bin/1022, which use the project’s own Node.',
    pages: 'Run npm start once; it builds what is missing.',
    folder: 'Give the folder to the service’s account (chown), or set DATA_DIR to one that can be written.',
    disk: 'Free some space or move DATA_DIR to a larger disk; a full disk stops the database.',
    key: 'Run chmod 600 on the key, or restore secret.key from a backup.',
    database: 'PostgreSQL 15 or newer is needed.',
    schema: 'Make a backup, then run bin/1022 migrate or start again.',
    connections: 'Raise max_connections of PostgreSQL, or run fewer processes.',
    clock: 'Switch time synchronisation (NTP) on, on the application’s and the database’s machine.',
    sequencer: 'Find the transaction that runs too long (pg_stat_activity) and end it.',
    readers: 'Read the error under “Failed work” below and try again; if it fails still, send it to the developers.',
    jobs: 'Try the failed jobs below again. If jobs wait long, check that some process has the role worker.',
    mail: 'Check the mailboxes and the sending server; unreadable mails have a page of their own.',
    channels: 'Open the page of channels: every trouble says what to do.',
    chain:
      'Open the audit log and press “Check the chain”. A broken chain means that data was changed behind the program.',
    backup: 'Run bin/1022 backup every day (cron) and keep the file on another machine.',
    people: 'Name another administrator, so that nobody is locked out.',
    desks: '',
    address:
      'Set PUBLIC_URL beginning with https://, so that letters carry the right address and sessions are protected.',
  },
  failedWork: 'Failed work',
  retry: 'Try again',
  retryJob: (name) => `Try the job ${name} again`,
  retryEvent: (reader, seq) => `Give ${reader} event ${seq} again`,
  retried: 'Tried again',
  skipped: (type, seq) => `set aside ${type} at line ${seq}`,
  queues: 'Queues of background jobs',
  queuesEmpty: 'No job waits, runs or has failed.',
  queueName: 'Kind',
  waiting: 'Wait',
  active: 'Run',
  failed: 'Failed',
  oldest: 'Longest wait',
  readers: 'Readers of events',
  cursor: (seq, behind) => `has read up to ${seq}, ${behind} behind`,
};
