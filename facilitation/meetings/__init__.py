"""The sessions of a council (Sitzungen) and their agendas."""
