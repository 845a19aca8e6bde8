"""19 CFR 163.11-163.13 as the annual edition of 2012 has them."""
