/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WidgetMessage } from '../../../contract/widget.ts';
import { fetchFile } from './api.ts';
import type { Engine } from './engine.ts';
import type { Words } from './words.ts';

type Attachment = WidgetMessage['attachments'][number];

/** A picture, shown; any other file, to be saved. The bytes come with the visitor's token, so no address gives them away. */
export function FileOf({ file, engine, words: w }: { file: Attachment; engine: Engine; words: Words }): JSX.Element {
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const load = async (): Promise<string | null> => {
    setFailed(false);
    try {
      const made = URL.createObjectURL(await fetchFile(file.url, engine.token));
      setUrl(made);
      return made;
    } catch {
      setFailed(true);
      return null;
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is loaded once
  useEffect(() => {
    if (file.image) void load();
  }, [file.id]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  const save = async () => {
    const from = url ?? (await load());
    if (!from) return;
    const link = document.createElement('a');
    link.href = from;
    link.download = file.name;
    link.click();
  };
  return (
    <div class="file">
      {file.image && url ? <img src={url} alt={w.photo(file.name)} /> : null}
      <button type="button" class="plain" aria-label={w.download(file.name)} onClick={() => void save()}>
        {file.name}
      </button>
      {failed ? <small role="alert">{w.fileFailed}</small> : null}
    </div>
  );
}
