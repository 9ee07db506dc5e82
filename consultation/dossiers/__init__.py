"""The consultation file: form, phase, documents and versions."""
