import type { KeyboardEvent } from 'react';

/**
 * Stops Enter in a one-line field from sending a form: while choosing from a list one presses it once too often, and a
 * case half filled in would be registered. Ctrl+Enter and the button send. `inputs`: any field, or only lists.
 */
export function holdEnter(event: KeyboardEvent, inputs: 'lists' | 'all'): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
  if (inputs === 'all' || event.target.getAttribute('role') === 'combobox') {
    event.preventDefault();
  }
}
