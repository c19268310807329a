"""Reports made public: which must be written, the lint they pass, pages, the index."""
