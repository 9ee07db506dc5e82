"""A consultation becomes public: what stands, what is missing, and one moment for all that is ready."""
