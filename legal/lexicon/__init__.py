"""The words the guard knows: cues by kind, number words, names; plain text files that a jurist can read and amend."""
