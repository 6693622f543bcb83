"""A store that several processes on several machines share.

Ledger, locks and the catalogue of tables are in PostgreSQL; original files and the tables' Parquet files in a
shared folder or in object storage. It needs the packages of `requirements-scale.txt`.
"""
