"""x"""

scope = access.require_role("viewer")
