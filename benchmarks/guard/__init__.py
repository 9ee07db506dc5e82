"""The guard on labelled texts: fitting its scorecards, its figures, its speed beside its peers."""
