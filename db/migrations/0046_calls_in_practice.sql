-- Which browser has the telephone: a page that loads anew there goes on with its talk, another computer asks first.
alter table phone_accounts add column place text;

-- What came of a call, as administration words it. Calls keep the code; one that is no longer wanted is switched off.
create table call_dispositions (
  code text primary key check (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  name text not null check (name <> ''),
  sort int not null,
  active boolean not null default true
);
insert into call_dispositions (code, name, sort) values
  ('answered', 'Đã trả lời ngay', 10),
  ('case_made', 'Đã lập phiếu', 20),
  ('case_followed', 'Đã báo tiến độ phiếu', 30),
  ('guided', 'Đã hướng dẫn nơi khác', 40),
  ('call_again', 'Hẹn gọi lại', 50),
  ('cut_off', 'Mất liên lạc giữa chừng', 60),
  ('no_reply', 'Người gọi không nói gì', 70),
  ('wrong_address', 'Gọi nhầm số', 80),
  ('spam', 'Quấy rối, trêu đùa', 90);
