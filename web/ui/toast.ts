import { notifications } from '@mantine/notifications';
import { useT } from '../i18n/index.ts';

/** A short word at the edge of the page that something was done; goes by itself. */
export function useToast(): (message: string) => void {
  const t = useT();
  return (message) => {
    notifications.show({ message, closeButtonProps: { 'aria-label': t.common.close } });
  };
}
