"""19 CFR 163.11-163.13 as the undated older edition of the corpus has them."""
