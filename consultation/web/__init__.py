"""HTTP plumbing that knows no feature: security headers, errors, language, theme."""
