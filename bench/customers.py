#!/usr/bin/env python3
"""Writes three files of one day: customers_20220201.csv, orders_… and items_…

Usage: customers.py FOLDER CUSTOMERS ORDERS ITEMS
"""
import random
import sys
from pathlib import Path

folder, customers, orders, items = Path(sys.argv[1]), *map(int, sys.argv[2:5])
random.seed(7)
with open(folder / "customers_20220201.csv", "w") as file:
    file.write("id,first_name,last_name,customer_reference,status\n")
    for i in range(customers):
        file.write(f"{i},First{i},Last{i},C-{i:07d},active\n")
with open(folder / "orders_20220201.csv", "w") as file:
    file.write("id,customer_reference,order_status,order_reference,order_timestamp\n")
    for i in range(orders):
        file.write(f"{i},C-{random.randrange(customers):07d},new,O-{i:08d},2022-02-01T08:{i % 60:02d}:00Z\n")
with open(folder / "items_20220201.csv", "w") as file:
    file.write("id,order_reference,item_name,quantity,total_price\n")
    for i in range(items):
        file.write(f"{i},O-{random.randrange(orders):08d},Thing {i % 1000},{1 + i % 5},{random.randrange(1, 20000) / 100:.2f}\n")
