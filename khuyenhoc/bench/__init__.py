"""How fast the product is beside what it cannot be faster than, both timed in the same run."""
