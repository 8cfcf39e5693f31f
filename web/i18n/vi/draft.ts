/** A text that is being written in two windows, or was typed on while it was sent. */
export const draft = {
  other: 'Cửa sổ khác của bạn có một nội dung khác. Ô này giữ nội dung vừa gõ ở đây; nội dung kia vẫn còn:',
  take: 'Đổi sang nội dung kia',
  drop: 'Bỏ nội dung kia',
  typedOn: 'Phần gõ thêm sau khi bấm gửi vẫn còn.',
};
