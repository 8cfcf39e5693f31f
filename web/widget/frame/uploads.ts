import { useEffect, useRef, useState } from 'preact/hooks';
import { WIDGET_LIMITS } from '../../../contract/widget-words.ts';
import { Refusal, type UploadedFile, upload } from './api.ts';
import type { Engine } from './engine.ts';
import { timeUuid } from './uuid.ts';
import type { Words } from './words.ts';

export interface Uploading {
  clientId: string;
  file: File;
  /** 0…1 */
  share: number;
  done: UploadedFile | null;
  problem: string | null;
  /** Waits for the network; goes on by itself. */
  waits: boolean;
}

/** Files on their way. Each has an id of its own, so that sending it again after a cut gives the same file. */
export function useUploads(engine: Engine, w: Words) {
  const [items, setItems] = useState<Uploading[]>([]);
  const now = useRef(items);
  now.current = items;
  const aborts = useRef(new Map<string, AbortController>());
  const change = (clientId: string, what: Partial<Uploading>) =>
    setItems((all) => all.map((one) => (one.clientId === clientId ? { ...one, ...what } : one)));

  const run = (item: Uploading) => {
    const abort = new AbortController();
    aborts.current.set(item.clientId, abort);
    change(item.clientId, { problem: null, waits: false });
    upload(item.file, item.clientId, engine.token, (share) => change(item.clientId, { share }), abort.signal).then(
      (done) => change(item.clientId, { done, share: 1 }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (error instanceof Refusal && !error.passes) change(item.clientId, { problem: error.message });
        else {
          change(item.clientId, { waits: true, share: 0 });
          setTimeout(again, ((error instanceof Refusal && error.retryAfter) || 5) * 1000);
        }
      },
    );
  };
  const again = () => {
    for (const item of now.current) if (item.waits) run(item);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` reads what is there when it is called
  useEffect(() => {
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);

  return {
    items,
    isBusy: items.some((item) => item.done === null && item.problem === null),
    done: items.flatMap((item) => item.done ?? []),
    /** Returns what is wrong with the choice, or null. */
    add(files: readonly File[]): string | null {
      if (now.current.length + files.length > WIDGET_LIMITS.files) return w.tooMany;
      if (files.some((file) => file.size > WIDGET_LIMITS.fileBytes)) return w.tooLarge;
      for (const file of files) {
        const item: Uploading = { clientId: timeUuid(), file, share: 0, done: null, problem: null, waits: false };
        setItems((all) => [...all, item]);
        run(item);
      }
      return null;
    },
    retry: run,
    remove(clientId: string) {
      aborts.current.get(clientId)?.abort();
      setItems((all) => all.filter((one) => one.clientId !== clientId));
    },
    clear: () => setItems([]),
  };
}
export type Uploads = ReturnType<typeof useUploads>;
