-- Payments that failed since a space was last subscribed: neither notice nor closing makes them good.
ALTER TABLE space ADD COLUMN payment_failures BIGINT;
UPDATE space SET payment_failures = 1 WHERE state = 'grace';
UPDATE space SET payment_failures = 2 WHERE state = 'restricted';
