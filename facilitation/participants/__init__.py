"""The members' seats, their cards and devices, and who is here."""
