-- +goose Up
-- 自雇费 and 生活完全不能自理护理费, which the shipped schema has now. Whoever had fields
-- of these names keeps what was in them.
ALTER TABLE person ADD COLUMN pay_self_hire INTEGER;
ALTER TABLE person ADD COLUMN pay_disability INTEGER;

UPDATE person SET pay_self_hire = CAST(round(json_extract(more, '$."pay.self_hire"') * 10000) AS INTEGER),
                  more = nullif(json_remove(more, '$."pay.self_hire"'), '{}')
WHERE json_type(more, '$."pay.self_hire"') IS NOT NULL
  AND roster IN (SELECT roster FROM roster_field WHERE name = 'pay.self_hire' AND kind = 'decimal');

UPDATE person SET pay_disability = CAST(round(json_extract(more, '$."pay.disability"') * 10000) AS INTEGER),
                  more = nullif(json_remove(more, '$."pay.disability"'), '{}')
WHERE json_type(more, '$."pay.disability"') IS NOT NULL
  AND roster IN (SELECT roster FROM roster_field WHERE name = 'pay.disability' AND kind = 'decimal');
