"""The consultation platform: feature packages, each with the same few file names."""
