"""The example council „Bürgerrat Smart Kassel“: texts as data, built by calling the rules."""
