/** Names of the administration pages; what stands on them comes with the pages (web/i18n/admin-pages.ts). */
export const administration = {
  group: {
    organisation: 'Tổ chức',
    rules: 'Quy tắc làm việc',
    channels: 'Kênh tiếp nhận',
    system: 'Hệ thống',
  },
  nav: {
    system: 'Tình trạng hệ thống',
    hotline: 'Tổng đài thoại',
    recordings: 'Ghi âm',
    manualCall: 'Ghi cuộc gọi',
    roles: 'Vai trò và quyền',
    deputies: 'Người thay',
    sessions: 'Phiên đăng nhập',
    categories: 'Lĩnh vực',
    areas: 'Địa bàn',
    installation: 'Thông tin cơ quan',
  },
};
