"""Editions kept: fetched, stored, found by citation and date."""
