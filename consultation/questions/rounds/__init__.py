"""Question rounds: from when until when a party can ask."""
