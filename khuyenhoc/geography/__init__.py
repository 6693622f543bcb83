"""Boundaries of the administrative units: the only place for GeoPandas and Shapely."""
