CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, price_usd REAL NOT NULL);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  product_id INTEGER NOT NULL REFERENCES products (id),
  quantity INTEGER NOT NULL,
  ordered_on TEXT NOT NULL
);
INSERT INTO products VALUES
  (1, 'Harbour lamp', 'lamp', 89.00), (2, 'Reading lamp', 'lamp', 49.50), (3, 'Oak shelf', 'shelf', 120.00),
  (4, 'Pine shelf', 'shelf', 75.00), (5, 'Linen chair', 'chair', 210.00), (6, 'Stool', 'chair', 64.00);
INSERT INTO customers VALUES
  (1, 'Ada Berg', 'Oslo'), (2, 'Bruno Costa', 'Porto'), (3, 'Chiara Neri', 'Turin'), (4, 'Dmitri Lind', 'Turku'), (5, 'Elif Aydin', 'Izmir');
INSERT INTO orders VALUES
  (1, 1, 1, 2, '2026-01-08'), (2, 2, 3, 1, '2026-01-15'), (3, 3, 2, 4, '2026-01-29'), (4, 4, 5, 2, '2026-02-03'),
  (5, 5, 6, 6, '2026-02-11'), (6, 1, 4, 3, '2026-02-19'), (7, 2, 1, 5, '2026-03-02'), (8, 3, 2, 3, '2026-03-05'),
  (9, 4, 1, 4, '2026-03-17'), (10, 5, 5, 1, '2026-03-21'), (11, 1, 2, 8, '2026-03-28'), (12, 2, 6, 2, '2026-04-04'),
  (13, 3, 3, 2, '2026-04-12'), (14, 4, 4, 1, '2026-04-20'), (15, 5, 1, 3, '2026-05-06'), (16, 1, 5, 4, '2026-05-14');
