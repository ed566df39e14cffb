"""Rehearsals: a copy of a council to try everything out in, gone without a trace afterwards."""
