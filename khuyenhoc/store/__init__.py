"""The vault (original files), the ledger (append-only receipts) and the database. Nothing else writes."""
