import { Button, Select } from '@mantine/core';
import { type ComponentProps, type JSX, lazy, Suspense } from 'react';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';
import fields from '../actions/fields.module.css';

const LazyTexts = lazy(() => import('./ready-texts.tsx'));
const LazyArticle = lazy(() => import('./article-picker.tsx'));

/** The button of ready texts; its place is held while it loads, so that nothing moves under the hand. */
export function ReadyTexts(props: ComponentProps<typeof LazyTexts>): JSX.Element {
  const t = useT();
  const place = (
    <Button variant="default" size="compact-md" leftSection={<Icon name="note" size={1} />} disabled>
      {t.knowledge.readyTexts}
    </Button>
  );
  return (
    <div>
      <Suspense fallback={place}>
        <LazyTexts {...props} />
      </Suspense>
    </div>
  );
}

/** The article an answer leans on; its place is held while it loads. */
export function ArticlePicker(props: ComponentProps<typeof LazyArticle>): JSX.Element {
  const words = useT().knowledge;
  const place = (
    <div className={fields.field}>
      <Select
        label={words.picker}
        description={words.pickerHint}
        placeholder={words.pickerPlaceholder}
        data={[]}
        disabled
      />
    </div>
  );
  return (
    <Suspense fallback={place}>
      <LazyArticle {...props} />
    </Suspense>
  );
}
