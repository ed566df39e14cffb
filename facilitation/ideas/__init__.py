"""The store of ideas (Ideenspeicher): what members write down, and what becomes of it."""
