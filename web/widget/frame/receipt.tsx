/** @jsxImportSource preact */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { WidgetLanguage } from '../../../contract/widget-words.ts';
import { moment, WORDS } from './words.ts';

export interface Receipt {
  code: string;
  lookupSecret: string;
  dueAt: string | null;
}

/** Both codes, large, to be written down. */
export function ReceiptOf({
  receipt,
  language,
  onAnother,
}: {
  receipt: Receipt;
  language: WidgetLanguage;
  onAnother(): void;
}): JSX.Element {
  const w = WORDS[language];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="pad form" aria-labelledby="received">
      <h2 id="received" tabIndex={-1} ref={heading}>
        {w.received}
      </h2>
      <p>{w.receiptText}</p>
      <dl>
        <dt>{w.code}</dt>
        <dd>{receipt.code}</dd>
        <dt>{w.secret}</dt>
        <dd>{receipt.lookupSecret}</dd>
      </dl>
      {receipt.dueAt ? <p>{w.due(moment(receipt.dueAt, language))}</p> : null}
      <a href={`${language === 'en' ? '/en' : ''}/tra-cuu?ma=${receipt.code}`} target="_blank" rel="noopener">
        {w.lookUp}
      </a>
      <button type="button" class="plain" onClick={onAnother}>
        {w.another}
      </button>
    </section>
  );
}
