"""The Bürgergutachten as a Word file, in three steps: gather, build, file.

``gather`` reads the database into the dataclasses of ``outline``; ``document`` turns them
into the bytes of a docx and knows neither database nor web; ``shelf`` names the file and
writes it so that nothing is ever lost. The document is German whatever language its
reader's screens have, so its texts aren't looked up in a catalogue.
"""
