/** A text that is being written in two windows, or was typed on while it was sent. */
export const draft = {
  other: 'Another window of yours holds another text. This field keeps what was typed here; the other is still there:',
  take: 'Change to the other text',
  drop: 'Throw the other away',
  typedOn: 'What was typed after sending is still here.',
};
