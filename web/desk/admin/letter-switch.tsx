import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { switchLetter, type TemplateView } from '../../../contract/templates.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useToast } from '../../ui/toast.tsx';

/** Whether an optional letter to citizens goes out. */
export function LetterSwitch({
  template,
  onSaved,
}: {
  template: TemplateView;
  onSaved(view: TemplateView): void;
}): JSX.Element {
  const words = useT().templates;
  const toast = useToast();
  const save = useMutation({
    mutationFn: (enabled: boolean) => call(switchLetter, { params: { key: template.key }, body: { enabled } }),
    onSuccess: (view) => {
      onSaved(view);
      toast(view.enabled ? words.letterOn : words.letterOff);
    },
    onError: (error) => toast(error.message),
  });
  return (
    <Switch
      label={words.letter}
      description={words.letterHint}
      checked={template.enabled}
      disabled={save.isPending}
      onChange={(event) => save.mutate(event.currentTarget.checked)}
    />
  );
}
