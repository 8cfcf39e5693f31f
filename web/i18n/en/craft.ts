/** What makes working on one case pleasant: company, previews, undoing, printing, links to a place. */
export const craft = {
  company: {
    label: 'Also here',
    looks: (name: string) => `${name} is looking`,
    writes: (name: string, form: string) => `${name} is writing ${form}`,
    self: 'You, in another window,',
    same: (name: string) => `${name} is writing in this form too.`,
    selfSame: 'You have this form open in another window; both share one text, sending it once is enough.',
  },
  undo: {
    button: 'Undo',
    key: 'Take back what was just done (while not typing)',
    reason: (label: string) => `“${label}” taken back right after it was done.`,
    done: (label: string) => `“${label}” was taken back`,
    refused: (label: string, why: string) => `“${label}” could not be taken back: ${why}`,
    lost: 'The connection was lost while taking it back. Press again when it has returned.',
  },
  glance: {
    where: 'It is at',
    at: (level: number, who: string) => `Level ${level}${who ? `, ${who}` : ''}`,
  },
  upload: {
    screenshot: 'Screenshot',
    progress: (name: string) => `Uploading ${name}`,
    waitsForNetwork: 'No network; it goes on by itself when that returns.',
    dropHere: 'Drop files here',
    retry: 'Send again',
    withFiles: (n: number) => `with ${n} ${n === 1 ? 'file' : 'files'}`,
    noteFiles: 'Photos and files with the note',
  },
  print: { menu: 'Print', transfer: 'Transfer slip', receipt: 'Record of receipt', answer: 'Answer slip' },
  forms: { reply: 'a reply', note_down: 'a note' },
  sentElsewhere: 'This text was sent or discarded in another window of yours.',
};
