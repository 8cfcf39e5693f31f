import type { JSX } from 'react';
import { useT } from '../../i18n/index.ts';
import { citizenTyping } from '../../lib/citizen-typing.ts';
import { useStore } from '../../lib/store.ts';

/** Says that the citizen is writing; the line stands there also when it is empty, so that nothing jumps. */
export function CitizenTypes({ id }: { id: string }): JSX.Element {
  const words = useT().livechat;
  const types = useStore(citizenTyping).has(id);
  return (
    <p className="meta" role="status">
      {types ? words.citizenTypes : ''}
    </p>
  );
}
