/** @jsxImportSource preact */
import type { JSX } from 'preact';
import type { Uploads } from './uploads.ts';
import type { Words } from './words.ts';

/** The files of the message that is being written, with how far they have got. */
export function UploadList({ uploads, words: w }: { uploads: Uploads; words: Words }): JSX.Element | null {
  if (uploads.items.length === 0) return null;
  return (
    <ul class="uploads">
      {uploads.items.map((item) => (
        <li key={item.clientId}>
          <span>{item.file.name}</span>
          {item.done || item.problem ? null : (
            <progress aria-label={w.uploading(Math.round(item.share * 100))} max={1} value={item.share} />
          )}
          {item.waits ? <small>{w.uploadWaits}</small> : null}
          {item.problem ? <small role="alert">{item.problem}</small> : null}
          {item.problem ? (
            <button type="button" class="plain" onClick={() => uploads.retry(item)}>
              {w.retry}
            </button>
          ) : null}
          <button
            type="button"
            class="plain"
            aria-label={`${w.remove}: ${item.file.name}`}
            onClick={() => uploads.remove(item.clientId)}
          >
            {w.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The button that opens the choice of files; a real field, so that it works by keyboard and with assistive devices. */
export function AttachField({
  uploads,
  words: w,
  onProblem,
}: {
  uploads: Uploads;
  words: Words;
  onProblem(text: string | null): void;
}): JSX.Element {
  return (
    <label class="attach" title={w.attach}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8L9.5 17a1.7 1.7 0 0 1-2.4-2.4L15 6.8" />
      </svg>
      <input
        type="file"
        multiple
        aria-label={w.attach}
        accept="image/*,audio/*,video/mp4,.pdf,.doc,.docx,.xls,.xlsx,.txt,.csv"
        onChange={(event) => {
          const input = event.currentTarget;
          onProblem(uploads.add([...(input.files ?? [])]));
          input.value = '';
        }}
      />
    </label>
  );
}
