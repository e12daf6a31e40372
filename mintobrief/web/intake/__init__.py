"""Files in: picked, dropped or sent from a phone, piece by piece."""
