-- +goose Up
-- 自雇费 and 生活完全不能自理护理费, which the shipped schema has now. Whoever had fields
-- of these names keeps what was in them.
ALTER TABLE person ADD COLUMN pay_self_hire bigint;
ALTER TABLE person ADD COLUMN pay_disability bigint;

UPDATE person SET pay_self_hire = (more ->> 'pay.self_hire')::numeric * 10000, more = nullif(more - 'pay.self_hire', '{}')
WHERE more ? 'pay.self_hire'
  AND roster IN (SELECT roster FROM roster_field WHERE name = 'pay.self_hire' AND kind = 'decimal');

UPDATE person SET pay_disability = (more ->> 'pay.disability')::numeric * 10000, more = nullif(more - 'pay.disability', '{}')
WHERE more ? 'pay.disability'
  AND roster IN (SELECT roster FROM roster_field WHERE name = 'pay.disability' AND kind = 'decimal');
